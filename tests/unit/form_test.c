/* form.h: what becomes of one row. */
#include "prelude.h"

#include <stdio.h>
#include <string.h>

#include "sheet.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* Reads one row under a header; the answer or refusal is in rows[0]. */
static void read_row(struct sheet *sheet, const char *header, const char *row)
{
	char csv[2000];

	snprintf(csv, sizeof(csv), "%s\n%s\n", header, row);
	sheet_parse(sheet, csv);
	assert_non_null(sheet->form);
	assert_int_equal(sheet->n, 1);
}

/* Refused, as `says` says; otherwise `says` is NULL. */
static void check_status(const struct sheet *sheet, const char *row,
			 const char *says)
{
	const struct sheet_row *first = &sheet->rows[0];

	if ((first->status == C5_OK) != (says == NULL))
		fail_msg("%s: %s", row, first->refusal.reason);
	if (!says)
		return;
	if (!strstr(first->refusal.reason, says))
		fail_msg("%s: %s", row, first->refusal.reason);
	assert_string_equal(first->answer.email, "");
	assert_string_equal(first->answer.profile.name, "");
	assert_int_equal(first->answer.n_exclude, 0);
}

static void test_addresses(void **state)
{
	static const struct {
		const char *cell, *email, *refused;
	} table[] = {
		{"ann@example.org", "ann@example.org", NULL},
		{" ANN@Example.ORG\u00A0", "ann@example.org", NULL},
		{"mailto:ann@example.org", "ann@example.org", NULL},
		{"MAILTO:ann@example.org?subject=x", "ann@example.org", NULL},
		{"Ann Bell <ann@example.org>", "ann@example.org", NULL},
		{"\"\"Bell, Ann\"\" <ann@example.org>;", "ann@example.org",
		 NULL},
		{"<mailto:ann@example.org>", "ann@example.org", NULL},
		{"ann@example.org;", "ann@example.org", NULL},
		{"'@example.org", NULL, "nothing stands before the @"},
		{"ann@", NULL,
		 "'ann@' is not an e-mail address: nothing "
		 "stands after the @"},
		{"ann", NULL, "there is no @ in it"},
		{"ann@example", NULL, "there is no dot after the @"},
		{"ann@example.org; bob@example.org", NULL,
		 "more than one @ in it: one address only"},
		{"ann bell@example.org", NULL, "there is a blank in it"},
		{"ann@example..org", NULL, "something in it that no address"},
		{"ann@example.org\nx", NULL, "not an e-mail address"},
		{"anonymous", NULL, "answered without a name"},
		{"Anonymous", NULL, "answered without a name"},
		{"", NULL, "there is no e-mail address in the row"},
		{"-", NULL, "there is no e-mail address in the row"},
	};
	struct sheet sheet;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		char row[300];

		snprintf(row, sizeof(row), "\"%s\",Ann,GP", table[i].cell);
		read_row(&sheet, "email,name,sector", row);
		check_status(&sheet, row, table[i].refused);
		if (table[i].email)
			assert_string_equal(sheet.rows[0].answer.email,
					    table[i].email);
		sheet_forget(&sheet);
	}
}

static void test_refusal_says_where(void **state)
{
	struct sheet sheet;
	char long_cell[500], row[600];

	(void)state;
	read_row(&sheet, "Work e-mail,name,sector", "ann@,Ann,GP");
	assert_int_equal(sheet.rows[0].refusal.line, 2);
	assert_string_equal(sheet.rows[0].refusal.column, "Work e-mail");
	assert_string_equal(sheet.rows[0].refusal.value, "ann@");
	sheet_forget(&sheet);
	for (size_t i = 0; i + 2 < sizeof(long_cell); i += 2)
		memcpy(long_cell + i, "\xC3\xAB", 3);
	snprintf(row, sizeof(row), "%s,Ann,GP", long_cell);
	read_row(&sheet, "email,name,sector", row);
	assert_true(strlen(sheet.rows[0].refusal.value) <= 200);
	assert_true(strlen(sheet.rows[0].refusal.reason) <= 200);
	assert_non_null(strstr(sheet.rows[0].refusal.value, "\u00EB\u2026"));
	sheet_forget(&sheet);
	read_row(&sheet, "email,name,sector", "a@x.org,Ann,GP,,,");
	assert_int_equal(sheet.rows[0].status, C5_OK);
	sheet_forget(&sheet);
	read_row(&sheet, "email,name,sector", "a@x.org,Bell, Ann,GP");
	check_status(&sheet, "four cells", "4 cells and the header 3");
	assert_string_equal(sheet.rows[0].refusal.column, "");
	sheet_forget(&sheet);
}

static void test_person_names(void **state)
{
	static const struct {
		const char *row, *name, *refused; /* name,first,last */
	} table[] = {
		{"Ann Bell,,", "Ann Bell", NULL},
		{"\u00A0Zo\u00EB  O\u2019Brien ,,", "Zo\u00EB  O\u2019Brien",
		 NULL},
		{",Ann,Bell", "Ann Bell", NULL},
		{"Ann Bell,X,Y", "Ann Bell", NULL},
		{"Ann,,Bell", "Ann Bell", NULL}, /* "Name" and "Surname" */
		{"Ann Carew,,Bell", "Ann Carew", NULL},
		{",Ann,", "Ann", NULL},
		{",,Bell", "Bell", NULL},
		{"anonymous,Ann,Bell", "Ann Bell", NULL},
		{"\"Ann\nBell\",,", "Ann Bell", NULL},
		{"'=HYPERLINK(1),,", "=HYPERLINK(1)", NULL},
		{"=HYPERLINK(1),,", "=HYPERLINK(1)", NULL},
		{"\u674E\u660E,,", "\u674E\u660E", NULL},
		{",,", NULL, "there is no name in the row"},
		{"-,\u200B,", NULL, "there is no name in the row"},
		{"Anonymous,,", NULL, "there is no name in the row"},
		{"N/A,,", NULL, "there is no name in the row"},
		{"n/a,Na,No", "Na No", NULL},
	};
	struct sheet sheet;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		char row[300];

		snprintf(row, sizeof(row), "ann@x.org,GP,%s", table[i].row);
		read_row(&sheet, "email,sector,name,first name,surname", row);
		check_status(&sheet, row, table[i].refused);
		if (table[i].name)
			assert_string_equal(sheet.rows[0].answer.profile.name,
					    table[i].name);
		sheet_forget(&sheet);
	}
}

static void test_attendance(void **state)
{
	static const struct {
		const char *status, *refused;
	} table[] = {
		{"Attending", NULL},
		{"Checked In", NULL},
		{"checked in", NULL},
		{"", NULL},
		{"Not Attending", "the ticket says 'Not Attending'"},
		{"Deleted", "the ticket says 'Deleted'"},
	};
	struct sheet sheet;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		char row[200];

		snprintf(row, sizeof(row), "a@x.org,Ann,GP,%s",
			 table[i].status);
		read_row(&sheet, "Email,Name,Sector,Attendee Status", row);
		check_status(&sheet, row, table[i].refused);
		sheet_forget(&sheet);
	}
	/* Our own column of that kind is read to be ignored. */
	read_row(&sheet, "email,name,sector,status", "a@x.org,Ann,GP,paused");
	assert_int_equal(sheet.rows[0].status, C5_OK);
	sheet_forget(&sheet);
}

/* One ' goes before what a spreadsheet would run, and no other. */
static void test_guards(void **state)
{
	static const char *const table[][2] = {
		{"'=1+1", "=1+1"},	 {"'+44 20", "+44 20"},
		{"'-x", "-x"},		 {"'@x", "@x"},
		{"'\uFF1Dx", "\uFF1Dx"}, {"'\uFF20x", "\uFF20x"},
		{"''=x", "'=x"},	 {"'''-x", "''-x"},
		{"'tis", "'tis"},	 {"''tis", "''tis"},
		{"'\tx", "x"},		 {"=x", "=x"},
		{"x'=", "x'="},		 {"'x=", "'x="},
	};
	struct sheet sheet;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		char row[200];

		snprintf(row, sizeof(row), "a@x.org,Ann,GP,\"%s\",\"%s\"",
			 table[i][0], table[i][0]);
		read_row(&sheet, "email,name,sector,profession,hopes", row);
		const struct profile *p = &sheet.rows[0].answer.profile;
		assert_string_equal(p->profession, table[i][1]);
		assert_string_equal(p->hopes, table[i][1]);
		sheet_forget(&sheet);
	}
}

static void test_notes(void **state)
{
	struct sheet sheet;

	(void)state;
	read_row(&sheet, "email,name,sector,profession,hopes,place",
		 "a@x.org,Ann,GP,\"Nurse\nand more\",\"one\ntwo\",\"Lambeth\n"
		 "Bexley\"");
	assert_string_equal(sheet.rows[0].answer.profile.profession,
			    "Nurse and more");
	assert_string_equal(sheet.rows[0].answer.profile.hopes, "one\ntwo");
	assert_string_equal(sheet.rows[0].answer.profile.place,
			    "Lambeth\nBexley");
	assert_string_equal(sheet.rows[0].answer.notes,
			    "'profession': a line break or control became a "
			    "blank");
	sheet_forget(&sheet);
	read_row(&sheet, "email,name,sector,seniority,availability",
		 "a@x.org,Ann,GP,Band 7,n/a");
	assert_string_equal(sheet.rows[0].answer.notes, "");
	assert_string_equal(sheet.rows[0].answer.profile.seniority, "Band 7");
	assert_int_equal(sheet.rows[0].answer.profile.seniority_step, 2);
	assert_string_equal(sheet.rows[0].answer.profile.availability, "");
	sheet_forget(&sheet);
}

static void test_exclude(void **state)
{
	static const struct {
		const char *cell;
		size_t n;
		const char *first, *last;
	} table[] = {
		{"", 0, NULL, NULL},
		{"No", 0, NULL, NULL},
		{"n/a", 0, NULL, NULL},
		{"None;", 0, NULL, NULL},
		{"bob@x.org", 1, "bob@x.org", "bob@x.org"},
		{"bob@x.org; Cy Day", 2, "bob@x.org", "Cy Day"},
		{"bob@x.org, cy@x.org", 2, "bob@x.org", "cy@x.org"},
		{"Day, Cy", 1, "Day, Cy", "Day, Cy"},
		{"bob@x.org\nBOB@X.org\nCy", 2, "bob@x.org", "Cy"},
	};
	struct sheet sheet;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		char row[200];

		snprintf(row, sizeof(row), "a@x.org,Ann,GP,\"%s\"",
			 table[i].cell);
		read_row(&sheet, "email,name,sector,exclude", row);
		const struct answer *answer = &sheet.rows[0].answer;
		assert_int_equal(answer->n_exclude, table[i].n);
		if (table[i].n) {
			assert_string_equal(answer->exclude[0], table[i].first);
			assert_string_equal(answer->exclude[table[i].n - 1],
					    table[i].last);
		}
		sheet_forget(&sheet);
	}
}

static uint64_t digest_of(const char *header, const char *row)
{
	struct sheet sheet;

	read_row(&sheet, header, row);
	assert_int_equal(sheet.rows[0].status, C5_OK);
	uint64_t digest = sheet.rows[0].answer.digest;
	sheet_forget(&sheet);
	return digest;
}

/* The same words give the same digest, any other word another. */
static void test_digest(void **state)
{
	static const char header[] = "email,name,sector,organisation,hopes";
	static const char row[] = "a@x.org,Ann,GP,Some Surgery,x";
	static const char *const others[] = {
		"b@x.org,Ann,GP,Some Surgery,x",
		"a@x.org,Anna,GP,Some Surgery,x",
		"a@x.org,Ann,Council,Some Surgery,x",
		"a@x.org,Ann,GP,Another Surgery,x",
		"a@x.org,Ann,GP,Some Surgery,y",
		"a@x.org,Ann,GP,Some Surgeryx,",
		"a@x.org,Ann,GP,,Some Surgeryx",
	};
	uint64_t digest = digest_of(header, row);

	(void)state;
	assert_true(digest == digest_of(header, " A@X.org , Ann,GP,Some "
						"Surgery;,x "));
	assert_true(digest ==
		    digest_of("name,completed,hopes,Organisation,Sector,Email",
			      "Ann,2026-12-01,x,Some Surgery,GP,a@x.org"));
	for (size_t i = 0; i < COUNT(others); i++)
		assert_true(digest != digest_of(header, others[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_refusal_says_where),
		cmocka_unit_test(test_person_names),
		cmocka_unit_test(test_attendance),
		cmocka_unit_test(test_guards),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_exclude),
		cmocka_unit_test(test_digest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
