/* form.h: questions with a column for each option, and second header rows. */
#include "prelude.h"

#include <stdio.h>
#include <string.h>

#include "sheet.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* The interests of the only row, '/' between; "!" and a reason if refused. */
static const char *interests(struct sheet *sheet, const char *csv)
{
	static char text[1000];

	sheet_parse(sheet, csv);
	if (!sheet->form)
		return sheet->err.text;
	assert_int_equal(sheet->n, 1);
	if (sheet->rows[0].status != C5_OK)
		return sheet->rows[0].refusal.reason;
	snprintf(text, sizeof(text), "%s",
		 sheet->rows[0].answer.profile.interests);
	for (char *at = text; (at = strchr(at, '\n'));)
		*at = '/';
	return text;
}

static void test_ticks(void **state)
{
	static const struct {
		const char *cells, *interests;
	} table[] = {
		{"Workforce,,", "Workforce"},
		{"Workforce,Digital,\"Care, housing\"",
		 "Workforce/Digital/Care, housing"},
		{"1,0,1", "Workforce/Care, housing"},
		{"Yes,No,yes", "Workforce/Care, housing"},
		{"x,,X", "Workforce/Care, housing"},
		{"✓,,✔", "Workforce/Care, housing"},
		{"TRUE,FALSE,FALSE", "Workforce"},
		{"Ticked,Not selected,Unticked", "Workforce"},
		{"0,No,", ""},
		{"workforce,Digital,Digital", "Workforce/Digital"},
		{"1,,something else", "Workforce/something else"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;
		char csv[400];

		snprintf(csv, sizeof(csv),
			 "email,name,sector,3. Topics - Workforce,"
			 "3. Topics - Digital,\"3. Topics - Care, housing\"\n"
			 "a@x.org,Ann,GP,%s\n",
			 table[i].cells);
		assert_string_equal(interests(&sheet, csv), table[i].interests);
		sheet_forget(&sheet);
	}
}

/* The grids of Google Forms, of availability and of interests. */
static void test_grids(void **state)
{
	static const struct {
		const char *cells, *availability, *interests;
	} table[] = {
		{"Yes,,x,", "Monday morning/Friday, late", ""},
		{",No,TRUE,Yes", "Friday, late", "Digital"},
		{"Available,Not available,Busy,", "Monday morning", ""},
		{"\"First thing, Lunch\",,Lunch,Very much",
		 "Monday morning First thing/Monday morning Lunch/"
		 "Friday, late Lunch",
		 ""},
		{",,,", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;
		char csv[400], free[200] = "";

		snprintf(csv, sizeof(csv),
			 "email,name,sector,When are you free? [Monday "
			 "morning],When are you free? [Tuesday],\"When are you "
			 "free? [Friday, late]\",Topics [Digital],Topics "
			 "[Money]\na@x.org,Ann,GP,%s,0\n",
			 table[i].cells);
		assert_string_equal(interests(&sheet, csv), table[i].interests);
		snprintf(free, sizeof(free), "%s",
			 sheet.rows[0].answer.profile.availability);
		for (char *at = free; (at = strchr(at, '\n'));)
			*at = '/';
		assert_string_equal(free, table[i].availability);
		assert_true(!strstr(sheet.note,
				    "'Topics [Digital]' says 'Very "
				    "much', which is neither yes "
				    "nor no") == !strstr(csv, "Very much"));
		sheet_forget(&sheet);
	}
}

/* A grid of a single row: a tick is that row, all else an answer as it is. */
static void test_lone_rows(void **state)
{
	static const struct {
		const char *header, *cell, *interests, *note;
	} table[] = {
		{"Topics [Digital]", "Yes", "Digital", ""},
		{"Topics [Digital]", "no", "", ""},
		{"Topics [pick any]", "\"Workforce, Digital\"",
		 "Workforce/Digital", "pick any"},
		{"Topics [up to two]", "Digital;Money", "Digital/Money", ""},
		{"Interests,Topics [Digital]", "Gardens,yes", "Gardens", "yes"},
		{"Interests,Topics [Digital]", ",yes", "Digital", "yes"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;
		char csv[400];

		snprintf(csv, sizeof(csv),
			 "email,name,sector,%s\na@x.org,Ann,GP,%s\n",
			 table[i].header, table[i].cell);
		assert_string_equal(interests(&sheet, csv), table[i].interests);
		assert_true(!*table[i].note ||
			    !strstr(sheet.note, table[i].note));
		sheet_forget(&sheet);
	}
	for (int step = 1; step < 3; step++) {
		struct sheet sheet;

		sheet_parse(&sheet,
			    step == 1 ? "email,name,sector,Seniority [1 to "
					"5]\na@x.org,Ann,GP,1\n"
				      : "email,name,sector,Seniority [1 to "
					"5]\na@x.org,Ann,GP,2\n");
		assert_int_equal(sheet.rows[0].answer.profile.seniority_step,
				 step);
		sheet_forget(&sheet);
	}
}

/* What the options are decides nothing; the question does. */
static void test_questions(void **state)
{
	static const struct {
		const char *headers;
		enum field first, second;
	} table[] = {
		{"Topics - Mental health,Topics - Your organisation",
		 FIELD_INTERESTS, FIELD_INTERESTS},
		/* Only one of them: then it is words like any others. */
		{"Topics - Digital,Shoes", FIELD_INTERESTS, FIELD_COUNT},
		/* Dashes in the question, and in the options. */
		{"Topics - care - Digital,Topics - care - Money",
		 FIELD_INTERESTS, FIELD_INTERESTS},
		{"Topics,Topics - Other (please specify)", FIELD_INTERESTS,
		 FIELD_INTERESTS},
		{"Your details - Surname,Your details - Job title",
		 FIELD_LAST_NAME, FIELD_PROFESSION},
		{"Emergency contact - Surname,Emergency contact - Email",
		 FIELD_DROP, FIELD_DROP},
		{"Shoes - Left,Shoes - Right", FIELD_COUNT, FIELD_COUNT},
		{"Your organisation - Name,Your organisation - Borough",
		 FIELD_ORGANISATION, FIELD_ORGANISATION},
		{" - , - ", FIELD_COUNT, FIELD_COUNT},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;
		char csv[400];

		snprintf(csv, sizeof(csv), "%s,email,name,sector\n",
			 table[i].headers);
		sheet_parse(&sheet, csv);
		assert_non_null(sheet.form);
		if (form_field(sheet.form, 0) != table[i].first ||
		    form_field(sheet.form, 1) != table[i].second)
			fail_msg("'%s': %s, %s", table[i].headers,
				 field_name(form_field(sheet.form, 0)),
				 field_name(form_field(sheet.form, 1)));
		sheet_forget(&sheet);
	}
}

static void test_one_sector(void **state)
{
	struct sheet sheet;

	(void)state;
	sheet_parse(&sheet, "email,name,Sector - GP,Sector - Council,"
			    "Sector - Acute\n"
			    "a@x.org,Ann,,1,\n"
			    "b@x.org,Ben,1,0,1\n"
			    "c@x.org,Cat,,,\n");
	assert_int_equal(sheet.rows[0].status, C5_OK);
	assert_string_equal(
		vocabulary_sector(sheet_vocabulary(),
				  sheet.rows[0].answer.profile.sector)
			->code,
		"council");
	assert_int_equal(sheet.rows[1].status, C5_DATA);
	assert_non_null(strstr(sheet.rows[1].refusal.reason,
			       "'GP; Acute' is more than one part"));
	assert_int_equal(sheet.rows[2].status, C5_DATA);
	sheet_forget(&sheet);
}

/* An empty header stands to the right of a question, and below it ... */
static void test_second_header(void **state)
{
	static const struct {
		const char *csv, *interests;
	} table[] = {
		{"email,name,sector,Topics,\n,,,Digital,Money\n"
		 "a@x.org,Ann,GP,Digital,Money\n",
		 "Digital/Money"},
		{"email,name,sector,Topics,\n"
		 ",,Response,Response,Other (please specify)\n"
		 "a@x.org,Ann,GP,Digital,\"Bread, roses\"\n",
		 "Digital/Bread, roses"},
		{"email,name,sector,Topics\n"
		 ",,Open-Ended Response,Open-Ended Response\n"
		 "a@x.org,Ann,GP,Digital\n",
		 "Digital"},
		/* Also where the header row was cut after its last word. */
		{"email,name,sector,Topics\n,,Response,Digital,Money\n"
		 "a@x.org,Ann,GP,Digital,Money\n",
		 "Digital/Money"},
		/* An answer is none, whatever words are in it. */
		{"email,name,sector,Topics,\na@x.org,Response,GP,,Money\n", ""},
		{"email,name,sector,Topics,\n,Ann,GP,Digital,Money\n",
		 "there is no e-mail address in the row: put one in"},
		/* Nor is a refused row, under the header that says why. */
		{"email,name,sector,Topics,,why refused\n"
		 ",,Response,Digital,Money,no address\n",
		 "there is no e-mail address in the row: put one in"},
		{"email,name,sector,Topics,,Why refused\n"
		 ",,Acute,Digital,Money,no address\n",
		 "there is no e-mail address in the row: put one in"},
		/* The address is asked for in a block of its own. */
		{"Your details,,,Topics,\nName,Email,Sector,Digital,Money\n"
		 "Ann,a@x.org,GP,,Money\n",
		 "Money"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;
		const char *found = interests(&sheet, table[i].csv);

		if (strcmp(found, table[i].interests) != 0)
			fail_msg("%s: %s", table[i].csv, found);
		sheet_forget(&sheet);
	}
}

/* What no second row made good is missing, as ever. */
static void test_still_missing(void **state)
{
	static const char *const table[] = {
		"Your details,,sector\nx,y,z\n",
		"Your details,,sector\nName,Shoes,Response\n",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;

		sheet_parse(&sheet, table[i]);
		assert_null(sheet.form);
		assert_int_equal(sheet.err.line, 1);
		assert_non_null(strstr(sheet.err.text,
				       "no column holds the e-mail address"));
		sheet_forget(&sheet);
	}
}

/* A form may not grow without bounds by repeating a long question. */
static void test_long_question(void **state)
{
	struct sheet sheet;
	char *csv = test_malloc(300000), *at = csv;

	(void)state;
	at = stpcpy(at, "email,name,sector,");
	memset(at, 'q', 100000);
	at += 100000;
	for (int i = 0; i < 60; i++)
		*at++ = ',';
	at = stpcpy(at, "\n,,Response,");
	for (int i = 0; i < 60; i++)
		at = stpcpy(at, "o,");
	stpcpy(at, "\na@x.org,Ann,GP\n");
	sheet_parse(&sheet, csv);
	assert_null(sheet.form);
	assert_non_null(
		strstr(sheet.err.text, "the headers are longer than 4 MiB"));
	sheet_forget(&sheet);
	test_free(csv);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ticks),
		cmocka_unit_test(test_grids),
		cmocka_unit_test(test_lone_rows),
		cmocka_unit_test(test_questions),
		cmocka_unit_test(test_one_sector),
		cmocka_unit_test(test_second_header),
		cmocka_unit_test(test_still_missing),
		cmocka_unit_test(test_long_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
