#include "prelude.h"

#include "sheet.h"

#include <string.h>

#include "builtin.h"

struct vocabulary *sheet_vocabulary(void)
{
	static struct vocabulary *vocabulary;

	if (!vocabulary)
		vocabulary = builtin_vocabulary();
	return vocabulary;
}

/* What is done with each row but the header. */
typedef void (*each_row)(struct sheet *sheet, const struct row *row);

static void survey(struct sheet *sheet, const struct row *row)
{
	assert_int_equal(form_survey(sheet->form, row, NULL), C5_OK);
}

static void take(struct sheet *sheet, const struct row *row)
{
	struct sheet_row *out = &sheet->rows[sheet->n++];

	assert_true(sheet->n <= SHEET_ROWS);
	out->status = form_answer(sheet->form, row, &sheet->pool, &out->answer,
				  &out->refusal, NULL);
	assert_true(out->status == C5_OK || out->status == C5_DATA);
}

/* The first row makes the form, and the second may be one of headers too.
 * False: the form cannot be. */
static bool begin(struct sheet *sheet, const struct row *row, bool second,
		  bool *taken)
{
	*taken = true;
	if (!second)
		return form_new(&sheet->form, "test.csv", row,
				sheet_vocabulary(), &sheet->err) == C5_OK;
	if (form_second_header(sheet->form, row, taken, &sheet->err) == C5_OK)
		return true;
	form_free(sheet->form);
	sheet->form = NULL;
	return false;
}

static bool pass(struct sheet *sheet, const char *bytes, size_t length,
		 each_row each)
{
	size_t n = 0, headers = sheet->headers;
	struct reader *reader;
	struct row row;
	bool more, taken;

	assert_int_equal(
		reader_open_memory(&reader, "test.csv", bytes, length, NULL),
		C5_OK);
	for (; reader_next(reader, &row, &more, NULL) == C5_OK && more; n++) {
		if (!headers && n < 2) {
			if (!begin(sheet, &row, n == 1, &taken))
				break;
			sheet->headers += taken;
		}
		if (n >= sheet->headers)
			each(sheet, &row);
	}
	reader_close(reader);
	return sheet->form != NULL;
}

void sheet_read(struct sheet *out, const char *bytes, size_t length,
		bool add_sectors)
{
	const char *note;

	memset(out, 0, sizeof(*out));
	out->note = "";
	if (!pass(out, bytes, length, survey))
		return;
	if (add_sectors)
		form_add_sectors(out->form);
	assert_int_equal(form_settle(out->form, &note, NULL), C5_OK);
	if (note)
		out->note = note;
	pass(out, bytes, length, take);
}

void sheet_parse(struct sheet *out, const char *csv)
{
	sheet_read(out, csv, strlen(csv), false);
}

void sheet_forget(struct sheet *sheet)
{
	form_free(sheet->form);
	pool_release(&sheet->pool);
}
