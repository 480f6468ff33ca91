/* form.h: cells of several choices, taken apart without guessing. */
#include "prelude.h"

#include <stdio.h>
#include <string.h>

#include "connect5/buffer.h"
#include "sheet.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* A file of one column more; the list in its last row, '/' between. */
static const char *last_list(struct sheet *sheet, const char *field,
			     const char *const cells[], size_t n)
{
	static struct buffer csv = BUFFER_INIT, list = BUFFER_INIT;
	const char *value = "";

	buffer_cut(&csv, 0);
	buffer_cut(&list, 0);
	buffer_printf(&csv, "email,name,sector,%s\n", field);
	for (size_t i = 0; i < n && cells[i]; i++)
		buffer_printf(&csv, "a%zu@x.org,Ann,GP,\"%s\"\n", i, cells[i]);
	sheet_read(sheet, csv.text, csv.length, false);
	const struct profile *p = &sheet->rows[sheet->n - 1].answer.profile;
	if (strcmp(field, "interests") == 0)
		value = p->interests;
	else if (strcmp(field, "place") == 0)
		value = p->place;
	else if (strcmp(field, "availability") == 0)
		value = p->availability;
	for (; *value; value++)
		buffer_putc(&list, *value == '\n' ? '/' : *value);
	return list.text;
}

enum { CELLS = 5 };

static const struct {
	const char *field;
	const char *cells[CELLS]; /* the last is the one that is looked at */
	const char *list;
} table[] = {
	/* ';' and line breaks always */
	{"interests", {"Workforce;Digital;"}, "Workforce/Digital"},
	{"interests", {"Workforce ; Digital"}, "Workforce/Digital"},
	{"interests", {"Workforce\nDigital"}, "Workforce/Digital"},
	{"interests", {"Workforce\r\nDigital\r\n"}, "Workforce/Digital"},
	{"interests", {";;"}, ""},
	{"interests", {""}, ""},
	{"interests", {"None"}, ""},
	{"interests", {"Digital;n/a;"}, "Digital"},
	/* a known one under its label, others as written, none twice */
	{"interests", {"AI;digital;DIGITAL;"}, "Digital"},
	{"interests",
	 {"Play in hospital;play  in hospital."},
	 "Play in hospital"},
	{"interests", {"Beekeeping"}, "Beekeeping"},
	/* a comma in a choice */
	{"interests",
	 {"Care, housing and support"},
	 "Care, housing and support"},
	{"interests",
	 {"Housing;Care, housing and support;"},
	 "Housing/Care, housing and support"},
	{"interests",
	 {"Digital, Care, housing and support"},
	 "Digital/Care, housing and support"},
	{"interests",
	 {"Care, housing and support, Digital"},
	 "Care, housing and support/Digital"},
	{"interests",
	 {"Workforce, Health inequalities"},
	 "Workforce/Health inequalities"},
	{"interests",
	 {"workforce, health inequalities"},
	 "Workforce/Health inequalities"},
	/* what is not known stays whole */
	{"interests",
	 {"Digital, Bees, wasps and hornets"},
	 "Digital/Bees, wasps and hornets"},
	{"interests",
	 {"Bees, wasps and hornets, Digital"},
	 "Bees, wasps and hornets/Digital"},
	{"interests", {"Housing, dogs and cats"}, "Housing, dogs and cats"},
	{"interests", {"Bees, Wasps"}, "Bees, Wasps"},
	{"interests", {"Workforce,Digital"}, "Workforce,Digital"},
	/* between ';' a comma is part of a choice */
	{"interests",
	 {"Prevention;Digital, Workforce;"},
	 "Prevention/Digital, Workforce"},
	{"interests",
	 {"Prevention;Digital, dogs;"},
	 "Prevention/Digital, dogs"},
	/* what the file shows alone */
	{"interests", {"Wasps", "Bees", "Bees, Wasps"}, "Bees/Wasps"},
	{"interests",
	 {"Bees, wasps;Ants;", "Ants, Bees, wasps"},
	 "Ants/Bees, wasps"},
	{"interests",
	 {"Bees", "Bees, wasps;", "Bees, wasps, Digital"},
	 "Bees, wasps/Digital"},
	/* places: those of organisations, under their spelling */
	{"place", {"Lambeth;Southwark;"}, "Lambeth/Southwark"},
	{"place", {"lambeth, SOUTHWARK"}, "Lambeth/Southwark"},
	{"place", {"Lambeth, Croydon"}, "Lambeth/Croydon"},
	{"place", {"Croydon, Sutton"}, "Croydon, Sutton"},
	/* availability: the file's own */
	{"availability", {"Monday, Friday"}, "Monday, Friday"},
	{"availability",
	 {"Friday", "Monday", "Monday, Friday"},
	 "Monday/Friday"},
	{"availability", {"Monday morning;Friday;"}, "Monday morning/Friday"},
};

static void test_lists(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;
		const char *list = last_list(&sheet, table[i].field,
					     table[i].cells, CELLS);

		if (strcmp(list, table[i].list) != 0)
			fail_msg("%s '%s' gives '%s'", table[i].field,
				 table[i].cells[0], list);
		sheet_forget(&sheet);
	}
}

/* The order of the rows makes no difference. */
static void test_order(void **state)
{
	static const char *const after[] = {"Bees, Wasps", "Wasps", "Bees",
					    "Bees, Wasps"};
	struct sheet sheet;

	(void)state;
	last_list(&sheet, "interests", after, 4);
	assert_string_equal(sheet.rows[0].answer.profile.interests,
			    "Bees\nWasps");
	assert_string_equal(sheet.rows[3].answer.profile.interests,
			    "Bees\nWasps");
	sheet_forget(&sheet);
}

static void test_unknown_is_noted(void **state)
{
	static const char *const interests[] = {"Digital;Play;", "Bees",
						"bees;Workforce;", "Ants",
						"One;Two;Three;"};
	static const char *const places[] = {"Croydon;", "Lambeth"};
	struct sheet sheet;

	(void)state;
	last_list(&sheet, "interests", interests, 5);
	assert_string_equal(sheet.note,
			    "interests not in our list, kept as written: "
			    "'Play' (line 2), 'Bees' (line 3), 'Ants' (line 5),"
			    " 'One' (line 6), 'Two' (line 6) and 1 more");
	sheet_forget(&sheet);
	last_list(&sheet, "place", places, 2);
	assert_string_equal(sheet.note, "place not in our list, kept as "
					"written: 'Croydon' (line 2)");
	sheet_forget(&sheet);
	sheet_parse(&sheet, "email,name,sector,seniority\n"
			    "a@x.org,Ann,GP,3\nb@x.org,Bob,GP,Grand vizier\n");
	assert_string_equal(sheet.note, "seniority not in our list, kept as "
					"written: 'Grand vizier' (line 3)");
	assert_int_equal(sheet.rows[0].answer.profile.seniority_step, 3);
	assert_string_equal(sheet.rows[1].answer.profile.seniority,
			    "Grand vizier");
	assert_int_equal(sheet.rows[1].answer.profile.seniority_step, 0);
	sheet_forget(&sheet);
}

/* So many values that they are no choices: nothing is learnt from them. */
static void test_free_text(void **state)
{
	struct buffer cell = BUFFER_INIT;
	struct sheet sheet;

	(void)state;
	for (int i = 0; i < 2100; i++)
		buffer_printf(&cell, "Thing %d;", i);
	const char *const cells[] = {cell.text, "Thing 1, Thing 2"};
	assert_string_equal(last_list(&sheet, "interests", cells, 2),
			    "Thing 1, Thing 2");
	assert_string_equal(sheet.note, "");
	sheet_forget(&sheet);
	buffer_release(&cell);
}

static void test_too_many(void **state)
{
	struct buffer cell = BUFFER_INIT;
	struct sheet sheet;

	(void)state;
	for (int i = 0; i < 101; i++)
		buffer_printf(&cell, "Thing %d;", i);
	const char *const cells[] = {cell.text};
	const char *list = last_list(&sheet, "interests", cells, 1);
	assert_null(strstr(list, "Thing 100"));
	assert_non_null(strstr(list, "Thing 99"));
	assert_string_equal(sheet.rows[0].answer.notes,
			    "'interests': only the first 100 values are kept");
	sheet_forget(&sheet);
	buffer_release(&cell);
}

/* Prose of a megabyte, with a comma everywhere: one value, and soon. */
static void test_prose(void **state)
{
	struct buffer cell = BUFFER_INIT;
	struct sheet sheet;

	(void)state;
	for (int i = 0; i < 100000; i++)
		buffer_puts(&cell, "Digital, ");
	buffer_puts(&cell, "end");
	const char *const cells[] = {cell.text};
	assert_int_equal(strlen(last_list(&sheet, "interests", cells, 1)),
			 cell.length);
	sheet_forget(&sheet);
	buffer_release(&cell);
}

/* A cell that came before is known again; whatever its length, and whatever
 * the column, it says the same. */
static void test_same_cell_again(void **state)
{
	struct buffer cell = BUFFER_INIT;
	struct sheet sheet;

	(void)state;
	for (int i = 0; i < 120; i++)
		buffer_printf(&cell, "%stopic %d", i ? ";" : "", i);
	for (int length = 0; length < 2; length++) {
		const char *cells[] = {cell.text, "Digital", cell.text};

		last_list(&sheet, "interests", cells, 3);
		assert_string_equal(sheet.rows[2].answer.profile.interests,
				    sheet.rows[0].answer.profile.interests);
		assert_string_equal(sheet.rows[1].answer.profile.interests,
				    "Digital");
		assert_string_equal(
			sheet.rows[2].answer.notes,
			"'interests': only the first 100 values are kept");
		sheet_forget(&sheet);
		/* Too many bytes to be remembered, then few enough. */
		buffer_cut(&cell, 0);
		for (int i = 0; i < 120; i++)
			buffer_printf(&cell, ";%d", i);
	}
	sheet_parse(&sheet, "email,name,sector,place,interests\n"
			    "a@x.org,Ann,GP,AI;Lambeth,AI;Lambeth\n"
			    "b@x.org,Bo,GP,AI;Lambeth,AI;Lambeth\n");
	for (size_t i = 0; i < 2; i++) {
		const struct profile *p = &sheet.rows[i].answer.profile;

		assert_string_equal(p->place, "AI\nLambeth");
		assert_string_equal(p->interests, "Digital\nLambeth");
	}
	sheet_forget(&sheet);
	buffer_release(&cell);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_unknown_is_noted),
		cmocka_unit_test(test_free_text),
		cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_same_cell_again),
		cmocka_unit_test(test_prose),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
