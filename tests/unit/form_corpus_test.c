/*
 * The exports of tests/data/forms, each read as `import` reads it: columns,
 * notes, answers and refusals as its .answers file says. UPDATE_GOLDEN=1 writes
 * those afresh.
 */
#include "prelude.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/buffer.h"
#include "files.h"
#include "sheet.h"

static void put_list(struct buffer *out, const char *name, const char *list)
{
	if (!*list)
		return;
	buffer_printf(out, "  %s: ", name);
	for (; *list; list++) {
		if (*list == '\n')
			buffer_puts(out, " / ");
		else
			buffer_putc(out, *list);
	}
	buffer_putc(out, '\n');
}

static void put_answer(struct buffer *out, const struct answer *answer)
{
	const struct vocabulary *v = sheet_vocabulary();
	const struct profile *p = &answer->profile;
	const struct sector *sector = vocabulary_sector(v, p->sector);
	const struct organisation *employer =
		vocabulary_organisation(v, p->organisation);
	char time[MOMENT_TEXT] = "no time";

	if (answer->timed)
		moment_format(time, answer->completed);
	buffer_printf(out, "%zu %s '%s' %s\n", answer->line, answer->email,
		      p->name, time);
	put_list(out, "sector", sector ? sector->code : answer->new_sector);
	put_list(out, "organisation", employer ? employer->name : "");
	put_list(out, "new organisation", answer->new_organisation);
	put_list(out, "place", p->place);
	put_list(out, "profession", p->profession);
	put_list(out, "seniority", p->seniority);
	put_list(out, "interests", p->interests);
	put_list(out, "hopes", p->hopes);
	put_list(out, "availability", p->availability);
	for (size_t i = 0; i < answer->n_exclude; i++)
		put_list(out, "exclude", answer->exclude[i]);
	put_list(out, "notes", answer->notes);
}

static void put_sheet(struct buffer *out, const struct sheet *sheet)
{
	if (!sheet->form) {
		buffer_printf(out, "%zu! %s\n", sheet->err.line,
			      sheet->err.text);
		return;
	}
	for (size_t i = 0; i < form_columns(sheet->form); i++) {
		enum field field = form_field(sheet->form, i);

		if (field != FIELD_DROP)
			buffer_printf(
				out, "[%s] %s\n", form_header(sheet->form, i),
				field == FIELD_COUNT ? "?" : field_name(field));
	}
	if (*sheet->note)
		buffer_printf(out, "%s\n", sheet->note);
	for (size_t i = 0; i < sheet->n; i++) {
		const struct sheet_row *row = &sheet->rows[i];

		if (row->status == C5_OK)
			put_answer(out, &row->answer);
		else
			buffer_printf(out, "%zu refused [%s] <%s> %s\n",
				      row->refusal.line, row->refusal.column,
				      row->refusal.value, row->refusal.reason);
	}
}

static void write_golden(const char *name, const struct buffer *text)
{
	char path[5000];

	snprintf(path, sizeof(path), "%s/%s", test_data(), name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text->text, 1, text->length, file),
			 text->length);
	assert_int_equal(fclose(file), 0);
}

static void check_file(const char *entry)
{
	struct buffer out = BUFFER_INIT;
	struct sheet sheet;
	char name[300], golden[300];
	size_t length;

	snprintf(name, sizeof(name), "forms/%s", entry);
	snprintf(golden, sizeof(golden), "forms/%.*s.answers",
		 (int)strlen(entry) - 4, entry);
	char *bytes = test_file(name, &length);
	sheet_read(&sheet, bytes, length, false);
	put_sheet(&out, &sheet);
	sheet_forget(&sheet);
	free(bytes);
	if (getenv("UPDATE_GOLDEN"))
		write_golden(golden, &out);
	char *expected = test_file(golden, NULL);
	if (strcmp(out.text, expected) != 0)
		fail_msg("%s:\n%sinstead of\n%s", name, out.text, expected);
	free(expected);
	buffer_release(&out);
}

static int is_export(const struct dirent *entry)
{
	return strstr(entry->d_name, ".csv") != NULL ||
	       strstr(entry->d_name, "utf16le_tab.txt") != NULL;
}

static void test_corpus(void **state)
{
	char path[5000];
	struct dirent **names;

	(void)state;
	snprintf(path, sizeof(path), "%s/forms", test_data());
	int n = scandir(path, &names, is_export, alphasort);
	assert_int_equal(n, 16);
	for (int i = 0; i < n; i++) {
		check_file(names[i]->d_name);
		free(names[i]);
	}
	free(names);
}

/* The same answers in five dresses give the same people. */
static void test_same_answers(void **state)
{
	static const char *const files[] = {
		"msforms_utf8bom_crlf", "msforms_cp1252_crlf",
		"msforms_semicolon_cp1252",
		"msforms_excel_unicode_text_utf16le_tab"};
	char *first = test_file("forms/msforms_utf8bom_crlf.answers", NULL);

	(void)state;
	for (size_t i = 1; i < sizeof(files) / sizeof(*files); i++) {
		char name[100];

		snprintf(name, sizeof(name), "forms/%s.answers", files[i]);
		char *other = test_file(name, NULL);
		assert_string_equal(other, first);
		free(other);
	}
	free(first);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_corpus),
		cmocka_unit_test(test_same_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
