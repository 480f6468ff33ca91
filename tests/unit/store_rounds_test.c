/* The store: rows that wait, and rounds that go in and come out again. */
#include "prelude.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/audit.h"
#include "connect5/store_rounds.h"
#include "connect5/store_staging.h"
#include "programme_file.h"

/* Staging */

/* What came back, in words: "line(cell|cell)". */
static enum c5_status write_row(void *context, size_t line, size_t n,
				const char *const *cells,
				struct c5_error *error)
{
	struct buffer *out = context;

	(void)error;
	buffer_printf(out, "%zu(", line);
	for (size_t i = 0; i < n; i++)
		buffer_printf(out, "%s%s", i ? "|" : "", cells[i]);
	buffer_puts(out, ")");
	return C5_OK;
}

static enum c5_status refuse_row(void *context, size_t line, size_t n,
				 const char *const *cells,
				 struct c5_error *error)
{
	(void)n;
	(void)cells;
	++*(int *)context;
	return error_set(error, C5_DATA, "line %zu", line);
}

static void stage(size_t line, size_t n, const char *const *cells)
{
	OK(store_stage_row(here.store, line, n, cells, &err));
}

static void test_staged_rows(void **state)
{
	static const char *const awkward[] = {"",
					      "a,b;\"c\"",
					      "line\nbreak\r\n",
					      "\t",
					      "Zoë \xf0\x9f\x98\x80",
					      "'; DROP TABLE log; --",
					      ""};
	struct buffer out = BUFFER_INIT;
	int calls = 0;

	(void)state;
	OK(store_stage_clear(here.store, &err));
	stage(7, 7, awkward);
	stage(2, 1, awkward);
	stage(3, 0, NULL);
	OK(store_staged(here.store, write_row, &out, &err));
	assert_string_equal(out.text,
			    "2()3()7(|a,b;\"c\"|line\nbreak\r\n|\t|"
			    "Zoë \xf0\x9f\x98\x80|'; DROP TABLE log; --|)");
	buffer_cut(&out, 0);
	OK(store_staged_at(here.store, 2, write_row, &out, &err));
	OK(store_staged_at(here.store, 5, write_row, &out, &err));
	assert_string_equal(out.text, "2()");
	assert_int_equal(store_staged(here.store, refuse_row, &calls, &err),
			 C5_DATA);
	assert_string_equal(err.text, "line 2");
	assert_int_equal(calls, 1);
	/* The next file finds nothing of this one, nor does the programme. */
	buffer_cut(&out, 0);
	OK(store_stage_clear(here.store, &err));
	OK(store_staged(here.store, write_row, &out, &err));
	assert_string_equal(out.text, "");
	buffer_release(&out);
}

static void test_staged_long_cell(void **state)
{
	enum { LONG = 300000 };
	char *text = malloc(LONG + 1);
	const char *cells[] = {"x", text};
	struct buffer out = BUFFER_INIT;

	(void)state;
	assert_non_null(text);
	memset(text, 'y', LONG);
	text[LONG] = '\0';
	OK(store_stage_clear(here.store, &err));
	stage(2, 2, cells);
	OK(store_staged(here.store, write_row, &out, &err));
	assert_int_equal(out.length, strlen("2(x|)") + LONG);
	buffer_release(&out);
	free(text);
}

/* "[email line line]" for each person. */
static enum c5_status write_answer(void *context,
				   const struct staged_answer *answer,
				   struct c5_error *error)
{
	struct buffer *out = context;

	(void)error;
	if (answer->first)
		buffer_printf(out, "[%s", answer->email);
	buffer_printf(out, " %zu%.*s", answer->line, (int)answer->length,
		      answer->bytes);
	buffer_puts(out, answer->last ? "]" : "");
	return C5_OK;
}

static void test_staged_answers(void **state)
{
	static const struct {
		size_t line;
		const char *email;
		int64_t completed;
		const char *bytes;
	} rows[] = {
		{9, "bo@x.org", 0, "b"},   {4, "al@x.org", 200, "z"},
		{5, "al@x.org", 100, "y"}, {2, "bo@x.org", 0, "a"},
		{8, "al@x.org", 200, "x"}, {3, "cy@x.org", -5, "c"},
	};
	struct buffer out = BUFFER_INIT;

	(void)state;
	OK(store_stage_clear(here.store, &err));
	OK(store_staged_answers(here.store, write_answer, &out, &err));
	assert_string_equal(out.text, "");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct staged_answer answer = {.line = rows[i].line,
					       .email = rows[i].email,
					       .completed = rows[i].completed,
					       .bytes = rows[i].bytes,
					       .length = 1};

		OK(store_stage_answer(here.store, &answer, &err));
	}
	OK(store_staged_answers(here.store, write_answer, &out, &err));
	assert_string_equal(out.text, "[al@x.org 5y 4z 8x][bo@x.org 2a 9b]"
				      "[cy@x.org 3c]");
	buffer_release(&out);
}

static enum c5_status write_remark(void *context,
				   const struct staged_remark *remark,
				   struct c5_error *error)
{
	(void)error;
	buffer_printf(context, "%s%zu:%s:%s:%s ", remark->refusal ? "!" : "",
		      remark->line, remark->column, remark->value,
		      remark->text);
	return C5_OK;
}

static void test_staged_remarks(void **state)
{
	static const struct staged_remark remarks[] = {
		{false, 7, "", "", "b"},
		{true, 3, "Name", "x", "no"},
		{false, 7, "", "", "a"},
		{false, 0, "", "", "file"},
		{true, 2, "", "", "why"}};
	struct buffer out = BUFFER_INIT;

	(void)state;
	OK(store_stage_clear(here.store, &err));
	for (size_t i = 0; i < sizeof(remarks) / sizeof(*remarks); i++)
		OK(store_stage_remark(here.store, &remarks[i], &err));
	OK(store_staged_remarks(here.store, false, SIZE_MAX, write_remark, &out,
				&err));
	assert_string_equal(out.text, "0:::file 7:::b 7:::a ");
	buffer_cut(&out, 0);
	OK(store_staged_remarks(here.store, true, 1, write_remark, &out, &err));
	assert_string_equal(out.text, "!2:::why ");
	buffer_cut(&out, 0);
	OK(store_stage_clear(here.store, &err));
	OK(store_staged_remarks(here.store, true, 9, write_remark, &out, &err));
	assert_string_equal(out.text, "");
	buffer_release(&out);
}

/* Rounds */

/* Five of one sector and three of others: two must wait. */
static void admit_crowd(void)
{
	static const int sectors[] = {0, 0, 0, 0, 0, 1, 1, 2};
	char email[] = "a@x.org", name[] = "Ann A";
	bool added;

	for (int i = 0; i < 8; i++) {
		email[0] = name[4] = (char)('a' + i);
		admit(email, name, sectors[i]);
	}
	OK(store_add_exclusion(here.store, 1, 6, "form", &added, &err));
}

/* Makes the round of its candidates in the open change, as match does. */
static void complete_round(struct round_record *record)
{
	OK(plan_make(&record->plan, &record->cohort, &record->settings, &err));
	OK(round_record_arrange(record, &err));
	OK(audit_round(record, &err));
	OK(store_save_round(here.store, record, &err));
}

static void make_round(month_t month, struct round_record *record)
{
	OK(store_candidates(here.store, month, record, &err));
	complete_round(record);
}

static void load(month_t month, struct round_record *record)
{
	bool found;

	OK(store_load_round(here.store, month, &found, record, &err));
	assert_true(found);
}

static void assert_same_people(const struct cohort *a, const struct cohort *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		const struct person *p = &a->people[i], *q = &b->people[i];

		assert_int_equal(p->id, q->id);
		assert_int_equal(p->profile_id, q->profile_id);
		assert_true(p->key == q->key);
		assert_int_equal(p->waits, q->waits);
		assert_int_equal(p->n_met, q->n_met);
		for (size_t k = 0; k < p->n_met; k++)
			assert_int_equal(p->met[k], q->met[k]);
		assert_true(profile_equal(&p->profile, &q->profile));
		assert_string_equal(p->email, q->email);
		assert_string_equal(p->organisation_name, q->organisation_name);
		assert_string_equal(p->sector_label, q->sector_label);
	}
	assert_int_equal(a->connected.count, b->connected.count);
	assert_int_equal(a->excluded.count, b->excluded.count);
}

static void assert_same_groups(const struct plan *a, const struct plan *b)
{
	assert_int_equal(a->n_groups, b->n_groups);
	for (size_t g = 0; g < a->n_groups; g++) {
		const struct group *p = &a->groups[g], *q = &b->groups[g];

		assert_int_equal(p->size, q->size);
		assert_int_equal(p->relaxed, q->relaxed);
		assert_int_equal(p->score, q->score);
		for (unsigned m = 0; m < p->size; m++)
			assert_int_equal(p->member[m], q->member[m]);
	}
	assert_int_equal(a->n_waiting, b->n_waiting);
	for (size_t i = 0; i < a->n_waiting; i++)
		assert_int_equal(a->waiting[i], b->waiting[i]);
}

static void assert_same_proof(const struct plan *a, const struct plan *b,
			      size_t n)
{
	struct buffer one = BUFFER_INIT, other = BUFFER_INIT;

	assert_int_equal(a->proof.pairs, b->proof.pairs);
	assert_int_equal(a->proof.ceiling, b->proof.ceiling);
	assert_int_equal(a->proof.waits_made_good, b->proof.waits_made_good);
	assert_int_equal(a->proof.score, b->proof.score);
	assert_int_equal(a->proof.bound, b->proof.bound);
	assert_int_equal(a->proof.given_up, b->proof.given_up);
	assert_int_equal(a->proof.optimal, b->proof.optimal);
	assert_int_equal(a->witness.parts, b->witness.parts);
	assert_int_equal(a->witness.between, b->witness.between);
	assert_memory_equal(a->witness.role, b->witness.role,
			    n * sizeof(*a->witness.role));
	OK(certificate_encode(&one, &a->certificate, &err));
	OK(certificate_encode(&other, &b->certificate, &err));
	assert_int_equal(one.length, other.length);
	assert_memory_equal(one.text, other.text, one.length);
	buffer_release(&one);
	buffer_release(&other);
}

static void assert_same_round(const struct round_record *a,
			      const struct round_record *b)
{
	assert_int_equal(a->month, b->month);
	assert_int_equal(a->ordinal, b->ordinal);
	assert_int_equal(a->of_rounds, b->of_rounds);
	assert_int_equal(a->revision, b->revision);
	assert_string_equal(a->theme.key, b->theme.key);
	assert_true(a->settings.seed == b->settings.seed);
	assert_int_equal(a->settings.place, b->settings.place);
	assert_same_people(&a->cohort, &b->cohort);
	assert_same_groups(&a->plan, &b->plan);
	assert_same_proof(&a->plan, &b->plan, a->cohort.n);
}

static void test_rounds(void **state)
{
	struct round_record made, loaded;
	month_t months[4];
	size_t n;

	(void)state;
	admit_crowd();
	commit("people");
	for (month_t month = FIRST_MONTH; month < FIRST_MONTH + 4; month += 2) {
		begin("match");
		make_round(month, &made);
		assert_int_equal(made.plan.n_groups, 3);
		assert_int_equal(made.plan.n_waiting, 2);
		assert_int_equal(made.cohort.excluded.count, 1);
		commit("made");
		reopen();
		load(month, &loaded);
		assert_same_round(&made, &loaded);
		OK(audit_round(&loaded, &err));
		assert_false(loaded.exported);
		round_record_release(&made);
		round_record_release(&loaded);
	}
	OK(store_round_months(here.store, months, 4, &n, &err));
	assert_int_equal(n, 2);
	assert_int_equal(months[0], FIRST_MONTH);
	assert_int_equal(months[1], FIRST_MONTH + 2);
	OK(store_round_months(here.store, months, 1, &n, &err));
	assert_int_equal(n, 1);
	begin("export");
	OK(store_mark_exported(here.store, FIRST_MONTH, 4000, &err));
	OK(store_mark_exported(here.store, FIRST_MONTH, 5000, &err));
	commit("exported");
	assert_int_equal(look("SELECT sum(exported_at) FROM round"), 4000);
	load(FIRST_MONTH, &loaded);
	assert_true(loaded.exported);
	round_record_release(&loaded);
}

/* The settings of today, and the facts of today, are those of no old round. */
static void test_old_facts(void **state)
{
	struct round_record made, loaded, next;
	struct profile changed = profile_empty;
	struct admission admission = {.email = "a@x.org",
				      .profile = &changed,
				      .answered_at = 90,
				      .digest = 9};

	(void)state;
	admit_crowd();
	make_round(FIRST_MONTH, &made);
	commit("made");
	begin("edit");
	changed.name = "Ann Newname";
	changed.sector = here.sector[2];
	OK(store_update(here.store, 1, &admission, &err));
	OK(store_put_setting(here.store, "weight.place", "10", &err));
	OK(store_set_standing(here.store,
			      made.cohort.people[made.plan.waiting[0]].id,
			      STANDING_WITHDRAWN, MONTH_NONE, &err));
	commit("edited");
	load(FIRST_MONTH, &loaded);
	assert_same_round(&made, &loaded);
	OK(audit_round(&loaded, &err));
	OK(store_candidates(here.store, FIRST_MONTH + 1, &next, &err));
	assert_int_equal(next.cohort.n, 7);
	assert_int_equal(next.ordinal, 2);
	assert_int_equal(next.settings.place, 10);
	assert_int_equal(next.cohort.connected.count, 3);
	round_record_release(&made);
	round_record_release(&loaded);
	round_record_release(&next);
}

static void test_no_round(void **state)
{
	struct round_record record;
	bool found = true;

	(void)state;
	OK(store_load_round(here.store, FIRST_MONTH, &found, &record, &err));
	assert_false(found);
	assert_int_equal(record.cohort.n, 0);
	/* A round that is taken back leaves nothing. */
	admit_crowd();
	commit("people");
	begin("match");
	make_round(FIRST_MONTH, &record);
	round_record_release(&record);
	store_rollback(here.store);
	OK(store_load_round(here.store, FIRST_MONTH, &found, &record, &err));
	assert_false(found);
	assert_int_equal(look("SELECT count(*) FROM connection"), 0);
	assert_int_equal(look("SELECT count(*) FROM participant"
			      " WHERE wait_base IS NOT NULL"),
			 0);
}

/* A round that was exported is made again, and that is taken back: groups that
 * were dissolved stand again, row by row as before. */
static void test_undo(void **state)
{
	static const char live[] =
		"SELECT sum(live * (id + 100 * match_group.number)) +"
		" (SELECT sum(live * match_group * participant)"
		"  FROM group_member) FROM match_group";
	struct round_record first, again, back;
	const char *what;

	(void)state;
	admit_crowd();
	make_round(FIRST_MONTH, &first);
	OK(store_mark_exported(here.store, FIRST_MONTH, 4000, &err));
	commit("made");
	int64_t before = look(live);

	begin("match");
	OK(store_candidates(here.store, FIRST_MONTH, &again, &err));
	again.ordinal = 1;
	again.revision = 2;
	complete_round(&again);
	commit("made again");
	assert_int_not_equal(look(live), before);

	begin("undo");
	OK(store_undo(here.store, &here.pool, &what, &err));
	commit("taken back");
	assert_int_equal(look(live), before);
	assert_int_equal(look("SELECT count(*) FROM connection"), 3);
	load(FIRST_MONTH, &back);
	assert_same_groups(&first.plan, &back.plan);
	OK(audit_round(&back, &err));
	round_record_release(&first);
	round_record_release(&again);
	round_record_release(&back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FILE_TEST(test_staged_rows),
		FILE_TEST(test_staged_long_cell),
		FILE_TEST(test_staged_answers),
		FILE_TEST(test_staged_remarks),
		FILE_TEST(test_rounds),
		FILE_TEST(test_old_facts),
		FILE_TEST(test_no_round),
		FILE_TEST(test_undo),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
