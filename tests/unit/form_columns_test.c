/* form.h: which column is which field, and what is said when one is missing. */
#include "prelude.h"

#include <stdio.h>
#include <string.h>

#include "sheet.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static void test_field_names(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++)
		assert_int_equal(field_parse(field_name((enum field)i)), i);
	assert_int_equal(field_parse("e-mail"), FIELD_COUNT);
	assert_int_equal(field_parse(""), FIELD_COUNT);
	assert_string_equal(field_name(FIELD_FIRST_NAME), "first_name");
}

/* One column each: FIELD_COUNT where it is nothing we know. */
static void test_headers(void **state)
{
	static const struct {
		const char *header;
		enum field field;
	} table[] = {
		{"E-mail", FIELD_EMAIL},
		{"\u00A0Email Address ", FIELD_EMAIL},
		{"Please give your work e-mail address:", FIELD_EMAIL},
		{"Name of your line manager", FIELD_EXCLUDE},
		{"Your line manager's email address", FIELD_EXCLUDE},
		{"Has your line manager agreed?", FIELD_DROP},
		{"1. Your name", FIELD_NAME},
		{"Your name (first and last)", FIELD_NAME},
		{"First Name", FIELD_FIRST_NAME},
		{"SURNAME", FIELD_LAST_NAME},
		{"Completion time", FIELD_COMPLETED},
		{"Timestamp", FIELD_COMPLETED},
		{"Start time", FIELD_DROP},
		{"Your organisation", FIELD_ORGANISATION},
		{"Which part of the system do you work in?", FIELD_SECTOR},
		{"Type of organisation", FIELD_SECTOR},
		{"Which borough is your organisation based in?", FIELD_PLACE},
		{"Borough(s)", FIELD_PLACE},
		{"Job Title", FIELD_PROFESSION},
		{"Your level", FIELD_SENIORITY},
		{"What would you like to talk about?", FIELD_INTERESTS},
		{"What do you hope to get out of this?\u00A0", FIELD_HOPES},
		{"When are you usually free?", FIELD_AVAILABILITY},
		{"Attendee Status", FIELD_ATTENDANCE},
		{"status", FIELD_STATUS},
		{"until", FIELD_UNTIL},
		{"IP Address", FIELD_DROP},
		{"Phone number", FIELD_DROP},
		{"Do you have a health condition?", FIELD_DROP},
		{"Favourite colour", FIELD_COUNT},
		{"", FIELD_COUNT},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;
		char csv[300];

		snprintf(csv, sizeof(csv), "\"%s\",email,name,sector\n",
			 table[i].header);
		sheet_parse(&sheet, csv);
		assert_non_null(sheet.form);
		assert_int_equal(form_columns(sheet.form), 4);
		if (form_field(sheet.form, 0) != table[i].field)
			fail_msg("'%s' is taken for %d", table[i].header,
				 (int)form_field(sheet.form, 0));
		sheet_forget(&sheet);
	}
}

static void test_header_text(void **state)
{
	struct sheet sheet;

	(void)state;
	sheet_parse(&sheet,
		    "email,name,sector,\"What, if\r\nanything?\u00A0\"\n");
	assert_string_equal(form_header(sheet.form, 3), "What, if anything?");
	sheet_forget(&sheet);
}

/* "Points - Q" and "Feedback - Q" are of the question Q, whatever Q is. */
static void test_quiz(void **state)
{
	struct sheet sheet;

	(void)state;
	sheet_parse(&sheet,
		    "Email,FULL NAME,Points - FULL NAME,Feedback - FULL NAME,"
		    "Which trust?,Points - Which trust?,Points - Another\n"
		    "a@example.org,,4,,GSTT,0,\n");
	assert_int_equal(form_field(sheet.form, 1), FIELD_NAME);
	for (size_t i = 2; i <= 3; i++)
		assert_int_equal(form_field(sheet.form, i), FIELD_DROP);
	assert_int_equal(form_field(sheet.form, 4), FIELD_ORGANISATION);
	assert_int_equal(form_field(sheet.form, 5), FIELD_DROP);
	/* The points are no name. */
	assert_int_equal(sheet.rows[0].status, C5_DATA);
	assert_non_null(strstr(sheet.rows[0].refusal.reason, "no name"));
	sheet_forget(&sheet);
}

static void test_missing(void **state)
{
	static const struct {
		const char *csv, *says;
	} table[] = {
		{"Name,Sector\n", "no column holds the e-mail address"},
		{"Email,Sector\n", "no column holds the name"},
		{"Email,First name,Sector\n", "no column holds the name"},
		{"Email,Name,Borough\n", "no column holds the part of the "
					 "system, nor the organisation"},
		{"Shopping,List\n", "the headers are 'Shopping', 'List'"},
		{"Shopping,List\n", "--map email=HEADER"},
		{"\"\",x\n", "the headers are 'x'"},
	};
	struct sheet sheet;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		sheet_parse(&sheet, table[i].csv);
		assert_null(sheet.form);
		assert_int_equal(sheet.err.status, C5_DATA);
		assert_string_equal(sheet.err.file, "test.csv");
		assert_int_equal(sheet.err.line, 1);
		if (!strstr(sheet.err.text, table[i].says))
			fail_msg("%s: %s", table[i].csv, sheet.err.text);
		sheet_forget(&sheet);
	}
	sheet_parse(&sheet, "Email,First name,Surname,Organisation\n");
	assert_non_null(sheet.form);
	sheet_forget(&sheet);
}

/* The surer column comes first, then the order of the file; each row takes the
 * first that says something. */
static void test_first_usable(void **state)
{
	static const struct {
		const char *row, *email, *name, *organisation;
	} table[] = {
		{"anonymous,,ann@x.org,Ann Bell,GSTT,Oxleas", "ann@x.org",
		 "Ann Bell", "Guy's and St Thomas' NHS Foundation Trust"},
		{"ann@x.org,A Bell,other@x.org,Ann Bell,,Oxleas", "ann@x.org",
		 "A Bell", "Oxleas NHS Foundation Trust"},
		{"ann@,Anonymous,ann@x.org,Ann Bell,n/a,Oxleas", "ann@x.org",
		 "Ann Bell", "Oxleas NHS Foundation Trust"},
		{"ann@x.org,A Bell", "ann@x.org", "A Bell", NULL},
	};
	struct sheet sheet;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		char csv[400];

		snprintf(csv, sizeof(csv),
			 "Email,Name,Work email,Your full name,"
			 "Your organisation,Name of your organisation\n%s\n",
			 table[i].row);
		sheet_parse(&sheet, csv);
		const struct answer *answer = &sheet.rows[0].answer;
		if (!table[i].organisation) {
			assert_int_equal(sheet.rows[0].status, C5_DATA);
			sheet_forget(&sheet);
			continue;
		}
		assert_int_equal(sheet.rows[0].status, C5_OK);
		assert_string_equal(answer->email, table[i].email);
		assert_string_equal(answer->profile.name, table[i].name);
		assert_string_equal(
			vocabulary_organisation(sheet_vocabulary(),
						answer->profile.organisation)
				->name,
			table[i].organisation);
		sheet_forget(&sheet);
	}
	/* "email" as the whole header beats a phrase that stands before it. */
	sheet_parse(&sheet, "The email we should use,Email,name,sector\n"
			    "one@x.org,two@x.org,Ann,GP\n");
	assert_string_equal(sheet.rows[0].answer.email, "two@x.org");
	sheet_forget(&sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_field_names),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_header_text),
		cmocka_unit_test(test_quiz),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_first_usable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
