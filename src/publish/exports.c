#include "connect5/exports.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/letters.h"
#include "publish/export_cells.h"

void export_pairs(struct sheet *out, const struct round_record *record)
{
	static const char *const header[] = {
		"month",	  "round",    "theme",	 "group",  "kind",
		"relaxed",	  "score",    "reasons", "name_1", "email_1",
		"organisation_1", "sector_1", "place_1", "name_2", "email_2",
		"organisation_2", "sector_2", "place_2", "name_3", "email_3",
		"organisation_3", "sector_3", "place_3", NULL};

	sheet_init(out, header);
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];

		cells_month(out, record);
		sheet_text(out, record->theme.title);
		sheet_number(out, group->number);
		sheet_text(out, group->size == 3 ? "trio" : "pair");
		sheet_text(out, group->relaxed ? "yes" : "no");
		sheet_number(out, group->score);
		cell_reasons(out, record, g);
		for (unsigned i = 0; i < group->size; i++)
			cells_person(out,
				     &record->cohort.people[group->member[i]]);
		sheet_skip(out, (size_t)5 * (3 - group->size));
	}
}

void export_waiting(struct sheet *out, const struct round_record *record)
{
	static const char *const header[] = {"month", "round",	      "email",
					     "name",  "organisation", "sector",
					     "place", "reason",	      NULL};

	sheet_init(out, header);
	for (size_t i = 0; i < record->plan.n_waiting; i++) {
		uint32_t v = record->plan.waiting[i];
		const struct person *person = &record->cohort.people[v];
		struct buffer reason = BUFFER_INIT;

		cells_month(out, record);
		sheet_text(out, person->email);
		sheet_text(out, person->profile.name);
		sheet_text(out, person->organisation_name);
		sheet_text(out, person->sector_label);
		sheet_list(out, person->profile.place);
		round_waiting_reason(&reason, record, v);
		sheet_text(out, reason.text);
		out->cells.failed |= reason.failed;
		buffer_release(&reason);
	}
}

static void first_name_cell(struct sheet *out, const struct person *person)
{
	struct buffer first = BUFFER_INIT;

	letter_first_name(&first, person->profile.name);
	sheet_text(out, first.text);
	out->cells.failed |= first.failed;
	buffer_release(&first);
}

static void prompts_cell(struct sheet *out, const struct prompt *prompts,
			 size_t n)
{
	struct buffer text = BUFFER_INIT;

	for (size_t i = 0; i < n; i++)
		buffer_printf(&text, "%s%s", i ? " | " : "", prompts[i].text);
	/* Word takes a line break for the end of the row. */
	for (char *at = text.text; *at; at++)
		if (*at == '\n' || *at == '\r')
			*at = ' ';
	sheet_text(out, text.text);
	out->cells.failed |= text.failed;
	buffer_release(&text);
}

static void mailmerge_row(struct sheet *out, const struct round_record *record,
			  const struct group *group, unsigned self)
{
	const struct person *person =
		&record->cohort.people[group->member[self]];

	cells_month(out, record);
	sheet_text(out, record->theme.title);
	sheet_text(out, person->email);
	sheet_text(out, person->profile.name);
	first_name_cell(out, person);
	cell_partners(out, record, group, self, person_name);
	cell_partners(out, record, group, self, person_email);
	cell_partners(out, record, group, self, person_organisation);
	cell_partners(out, record, group, self, person_sector);
	cell_shared(out, record, group, self);
}

void export_mailmerge(struct sheet *out, const struct round_record *record,
		      const struct prompt *prompts, size_t n)
{
	static const char *const header[] = {"month",
					     "round",
					     "theme",
					     "email",
					     "name",
					     "first_name",
					     "partner_names",
					     "partner_emails",
					     "partner_organisations",
					     "partner_sectors",
					     "shared_interests",
					     "prompts",
					     NULL};

	sheet_init(out, header);
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];

		for (unsigned i = 0; i < group->size; i++) {
			if (record->cohort.people[group->member[i]].erased)
				continue;
			mailmerge_row(out, record, group, i);
			prompts_cell(out, prompts, n);
		}
	}
}

/* Who has no address is known by the name. */
static const char *who_of(const struct person *person)
{
	return *person->email ? person->email : person->profile.name;
}

/* What somebody's row says of the group, and why. */
static void seat_cells(struct sheet *out, const struct round_record *record,
		       const struct group *group, const char *kind)
{
	cells_month(out, record);
	sheet_text(out, record->theme.title);
	if (group)
		sheet_number(out, group->number);
	else
		sheet_text(out, "");
	sheet_text(out, kind);
	sheet_text(out, group && group->relaxed ? "yes" : "no");
}

static void placed_row(struct sheet *out, const struct round_record *record,
		       size_t g, unsigned self)
{
	const struct group *group = &record->plan.groups[g];

	seat_cells(out, record, group, group->size == 3 ? "trio" : "pair");
	cells_person(out, &record->cohort.people[group->member[self]]);
	cell_partners(out, record, group, self, person_name);
	cell_partners(out, record, group, self, person_email);
	cell_shared(out, record, group, self);
	cell_reasons(out, record, g);
}

static void waiting_row(struct sheet *out, const struct round_record *record,
			uint32_t person)
{
	struct buffer reason = BUFFER_INIT;

	seat_cells(out, record, NULL, "waiting");
	cells_person(out, &record->cohort.people[person]);
	sheet_skip(out, 3);
	round_waiting_reason(&reason, record, person);
	sheet_text(out, reason.text);
	out->cells.failed |= reason.failed;
	buffer_release(&reason);
}

void export_sheet(struct sheet *out, const struct round_record *record)
{
	static const char *const header[] = {
		"month",	  "round",
		"theme",	  "group",
		"kind",		  "relaxed",
		"name",		  "email",
		"organisation",	  "sector",
		"place",	  "partner_names",
		"partner_emails", "shared_interests",
		"reason",	  NULL};

	sheet_init(out, header);
	for (size_t g = 0; g < record->plan.n_groups; g++)
		for (unsigned i = 0; i < record->plan.groups[g].size; i++)
			placed_row(out, record, g, i);
	for (size_t i = 0; i < record->plan.n_waiting; i++)
		waiting_row(out, record, record->plan.waiting[i]);
}

/* A pair by the addresses, which is the order of the sheet. */
struct scored {
	const char *email_1, *email_2;
	int64_t score;
};

static int by_email(const void *left, const void *right)
{
	const struct scored *a = left, *b = right;
	int order = strcmp(a->email_1, b->email_1);

	return order ? order : strcmp(a->email_2, b->email_2);
}

static struct scored scored_pair(const struct cohort *cohort,
				 const struct match_edge *edge)
{
	const char *u = who_of(&cohort->people[edge->u]);
	const char *v = who_of(&cohort->people[edge->v]);
	bool ordered = strcmp(u, v) < 0;

	return (struct scored){ordered ? u : v, ordered ? v : u, -edge->cost};
}

enum c5_status export_scores(struct sheet *out,
			     const struct round_record *record,
			     struct c5_error *err)
{
	static const char *const header[] = {"email_1", "email_2", "score",
					     NULL};
	struct plan_graph graph;
	struct scored *pairs = NULL;
	enum c5_status status = plan_graph_make(&graph, &record->cohort,
						&record->settings, err);

	sheet_init(out, header);
	if (status)
		return status;
	pairs = memory_new(graph.graph.m, sizeof(*pairs));
	if (!pairs) {
		plan_graph_release(&graph);
		return error_memory(err);
	}
	for (size_t e = 0; e < graph.graph.m; e++)
		pairs[e] = scored_pair(&record->cohort, &graph.edges[e]);
	qsort(pairs, graph.graph.m, sizeof(*pairs), by_email);
	for (size_t e = 0; e < graph.graph.m; e++) {
		sheet_text(out, pairs[e].email_1);
		sheet_text(out, pairs[e].email_2);
		sheet_number(out, pairs[e].score);
	}
	free(pairs);
	plan_graph_release(&graph);
	return C5_OK;
}

void export_prompts(struct sheet *out, const struct round_record *record,
		    const struct prompt *prompts, size_t n)
{
	static const char *const header[] = {"month", "round",	"theme",
					     "kind",  "prompt", NULL};

	sheet_init(out, header);
	for (size_t i = 0; i < n; i++) {
		cells_month(out, record);
		sheet_text(out, record->theme.title);
		sheet_text(out, prompts[i].kind);
		sheet_text(out, prompts[i].text);
	}
}

const char *prompt_heading(const char *kind)
{
	static const char *const headings[][2] = {
		{"warm-up", "To warm up"},
		{"deeper", "Deeper"},
		{"commitment", "Before you part"},
	};

	for (size_t i = 0; i < sizeof(headings) / sizeof(*headings); i++)
		if (strcmp(headings[i][0], kind) == 0)
			return headings[i][1];
	return "The question of the month";
}
