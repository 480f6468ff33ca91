/* form.h: the part of the system and the organisation of a row. */
#include "prelude.h"

#include <stdio.h>
#include <string.h>

#include "sheet.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static const struct {
	const char *organisation, *sector;
	bool add_sectors;
	const char *code;  /* of the sector taken; NULL: refused */
	const char *known; /* the organisation's name, or NULL */
	const char *new_organisation, *new_sector;
	const char *says; /* in the note, or the reason; NULL: silence */
} table[] = {
	/* both known, and of one mind */
	{"GSTT", "Acute", false, "acute",
	 "Guy's and St Thomas' NHS Foundation Trust", "", "", NULL},
	{"Guy\u2019s & St Thomas\u2019", "hospital;", false, "acute",
	 "Guy's and St Thomas' NHS Foundation Trust", "", "", NULL},
	/* the organisation decides */
	{"Oxleas", "", false, "mhc", "Oxleas NHS Foundation Trust", "", "",
	 NULL},
	{"Oxleas;", "n/a", false, "mhc", "Oxleas NHS Foundation Trust", "", "",
	 NULL},
	/* the row's own word stands */
	{"Oxleas", "Council", false, "council", "Oxleas NHS Foundation Trust",
	 "", "",
	 "usually belongs to 'Mental health', and the row says "
	 "'Council': taken as the row says"},
	/* no organisation */
	{"", "GP", false, "primary", NULL, "", "", NULL},
	{"None", "GP", false, "primary", NULL, "", "", NULL},
	{"", "", false, NULL, NULL, "", "",
	 "neither the part of the system nor the organisation"},
	/* ambiguous on purpose */
	{"King's", "Acute", false, "acute", NULL, "King's", "",
	 "'King's' may mean King's College Hospital NHS Foundation Trust, "},
	{"King's", "", false, NULL, NULL, "", "",
	 "King's College London: write out which, or put in the part"},
	{"LBL", "", false, NULL, NULL, "", "",
	 "London Borough of Lambeth or London Borough of Lewisham"},
	/* not known */
	{"Larch House", "Social care", false, "social", NULL, "Larch House", "",
	 "organisation 'Larch House' is new: kept as written"},
	{"Oxlaes NHS Foundation Trust", "Mental health", false, "mhc", NULL,
	 "Oxlaes NHS Foundation Trust", "",
	 "is new (did you mean 'Oxleas NHS Foundation Trust'?)"},
	{"Oxlaes NHS Foundation Trust", "", false, NULL, NULL, "", "",
	 "(did you mean 'Oxleas NHS Foundation Trust'?): put in the part"},
	{"Larch House", "", false, NULL, NULL, "", "",
	 "'Larch House' is not an organisation that this programme knows: put "
	 "in the part of the system"},
	/* a sector that nobody knows must not defeat the rule */
	{"GSTT", "Hopsital", false, NULL, NULL, "", "",
	 "'Hopsital' is not a part of the system that this programme knows "
	 "(did you mean 'Acute hospital trust'?): mend it, or import with "
	 "--add-sectors"},
	{"", "Spacecraft", false, NULL, NULL, "", "",
	 "programme knows: mend it"},
	{"GSTT", "Acute;Primary care;", false, NULL, NULL, "", "",
	 "is more than one part of the system"},
	{"GSTT", "Acute; Spacecraft", true, NULL, NULL, "", "",
	 "is more than one part of the system"},
	{"", "Spacecraft ", true, "", NULL, "", "Spacecraft", NULL},
	{"GSTT", "Spacecraft", true, "",
	 "Guy's and St Thomas' NHS Foundation Trust", "", "Spacecraft",
	 "usually belongs to 'Acute', and the row says 'Spacecraft'"},
	{"Larch House", "Spacecraft;", true, "", NULL, "Larch House",
	 "Spacecraft", "is new"},
	{"GSTT", "acute", true, "acute",
	 "Guy's and St Thomas' NHS Foundation Trust", "", "", NULL},
	{"Larch House", "", true, NULL, NULL, "", "", "put in the part"},
};

static void check_taken(const struct answer *answer, size_t i)
{
	struct vocabulary *v = sheet_vocabulary();
	const struct sector *sector =
		vocabulary_sector(v, answer->profile.sector);
	const struct organisation *organisation =
		vocabulary_organisation(v, answer->profile.organisation);

	assert_string_equal(sector ? sector->code : "", table[i].code);
	assert_int_equal(organisation != NULL, table[i].known != NULL);
	if (organisation)
		assert_string_equal(organisation->name, table[i].known);
	assert_string_equal(answer->new_organisation,
			    table[i].new_organisation);
	assert_string_equal(answer->new_sector, table[i].new_sector);
	assert_true((sector != NULL) != (*answer->new_sector != '\0'));
}

static void test_where(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;
		char csv[400];

		snprintf(csv, sizeof(csv),
			 "email,name,organisation,sector\na@x.org,Ann,%s,%s\n",
			 table[i].organisation, table[i].sector);
		sheet_read(&sheet, csv, strlen(csv), table[i].add_sectors);
		const struct sheet_row *row = &sheet.rows[0];
		const char *said = row->status == C5_OK ? row->answer.notes
							: row->refusal.reason;
		if ((row->status == C5_OK) != (table[i].code != NULL))
			fail_msg("%s: %s", csv, said);
		if (row->status == C5_OK)
			check_taken(&row->answer, i);
		if (table[i].says ? !strstr(said, table[i].says) : *said)
			fail_msg("%s: %s", csv, said);
		sheet_forget(&sheet);
	}
}

/* The column named is the one to mend. */
static void test_columns_named(void **state)
{
	struct sheet sheet;

	(void)state;
	sheet_parse(&sheet, "email,name,Your organisation,Your sector\n"
			    "a@x.org,Ann,King's,\n"
			    "b@x.org,Bob,,Hopsital\n"
			    "c@x.org,Cy,,\n");
	assert_string_equal(sheet.rows[0].refusal.column, "Your organisation");
	assert_string_equal(sheet.rows[0].refusal.value, "King's");
	assert_string_equal(sheet.rows[1].refusal.column, "Your sector");
	assert_string_equal(sheet.rows[1].refusal.value, "Hopsital");
	assert_string_equal(sheet.rows[2].refusal.column, "");
	assert_int_equal(sheet.rows[2].refusal.line, 4);
	sheet_forget(&sheet);
}

/* An organisation of a name as long as a cell can be: said, but cut. */
static void test_long_organisation(void **state)
{
	static char csv[120000];
	struct sheet sheet;
	int head = snprintf(csv, sizeof(csv),
			    "email,name,organisation,sector\na@x.org,Ann,");

	(void)state;
	memset(csv + head, 'o', 100000);
	memcpy(csv + head + 100000, ",GP\n", 5);
	sheet_parse(&sheet, csv);
	assert_int_equal(sheet.rows[0].status, C5_OK);
	assert_int_equal(strlen(sheet.rows[0].answer.new_organisation), 100000);
	assert_true(strlen(sheet.rows[0].answer.notes) < 200);
	sheet_forget(&sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_where),
		cmocka_unit_test(test_columns_named),
		cmocka_unit_test(test_long_organisation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
