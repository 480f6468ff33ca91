#include "publish/page.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/score.h"
#include "connect5/text.h"

const char *page_name(const struct person *person)
{
	return person->erased ? "(erased participant)" : person->profile.name;
}

void page_title(struct buffer *out, const struct page *page)
{
	month_t month = page->record->month;

	buffer_printf(out, "%s, %s %d", page->programme, month_name(month),
		      month_year(month));
}

void page_when(struct buffer *out, const struct page *page)
{
	const struct round_record *record = page->record;

	buffer_printf(out, "%s %d, conversation %d of %d",
		      month_name(record->month), month_year(record->month),
		      record->ordinal, record->of_rounds);
}

static void plural(struct buffer *out, size_t n, const char *one,
		   const char *many)
{
	buffer_printf(out, "%zu %s", n, n == 1 ? one : many);
}

/* "29 pairs and 1 trio" */
static void groups_text(struct buffer *out, const struct plan *plan)
{
	size_t trios = 0;

	for (size_t g = 0; g < plan->n_groups; g++)
		trios += plan->groups[g].size == 3;
	if (plan->n_groups > trios || !trios)
		plural(out, plan->n_groups - trios, "pair", "pairs");
	if (plan->n_groups > trios && trios)
		buffer_puts(out, " and ");
	if (trios)
		plural(out, trios, "trio", "trios");
}

void page_summary(struct buffer *out, const struct page *page)
{
	const struct plan *plan = &page->record->plan;

	plural(out, page->record->cohort.n, "person", "people");
	buffer_puts(out, ": ");
	groups_text(out, plan);
	buffer_puts(out, ". ");
	if (!plan->n_waiting)
		buffer_puts(out, "Nobody waits.");
	else if (plan->n_waiting == 1)
		buffer_puts(out, "One person waits.");
	else
		buffer_printf(out, "%zu people wait.", plan->n_waiting);
	if (page->record->repair)
		buffer_puts(out, " Some groups have changed since this month "
				 "was first made.");
}

const char *page_lens(const struct page *page)
{
	for (size_t i = 0; i < page->n_prompts; i++)
		if (strcmp(page->prompts[i].kind, "lens") == 0)
			return "";
	return page->record->theme.lens;
}

void page_join(struct buffer *out, const char *lines, const char *between)
{
	const char *put = "";

	while (*lines) {
		size_t length = strcspn(lines, "\n");

		if (length) {
			buffer_puts(out, put);
			buffer_add(out, lines, length);
			put = between;
		}
		lines += length + (lines[length] == '\n');
	}
}

void page_sentence(struct buffer *out, const char *text)
{
	if (!*text)
		return;
	buffer_putc(out, *text >= 'a' && *text <= 'z'
				 ? (char)(*text - 'a' + 'A')
				 : *text);
	buffer_puts(out, text + 1);
	buffer_putc(out, '.');
}

/* Has one of these members of the group the interest? */
static bool is_had(const struct page *page, const struct group *group,
		   unsigned from, unsigned to, const uint32_t *interest)
{
	struct term_set one = {interest, 1};

	for (unsigned i = from; i < to; i++)
		if (term_set_shared(
			    &one, &page->record->cohort.people[group->member[i]]
					   .interests))
			return true;
	return false;
}

void page_shared(struct buffer *out, const struct page *page,
		 const struct group *group)
{
	const struct cohort *cohort = &page->record->cohort;

	for (unsigned i = 0; i < group->size; i++) {
		const struct term_set *own =
			&cohort->people[group->member[i]].interests;

		for (size_t k = 0; k < own->count; k++)
			if (!is_had(page, group, 0, i, &own->ids[k]) &&
			    is_had(page, group, i + 1, group->size,
				   &own->ids[k]))
				buffer_printf(out, "%s\n",
					      cohort->terms[own->ids[k]]);
	}
}

void page_why(struct buffer *out, const struct page *page,
	      struct index_pair pair)
{
	const struct round_record *record = page->record;
	struct buffer lines = BUFFER_INIT, text = BUFFER_INIT;

	if (record->cohort.people[pair.a].erased ||
	    record->cohort.people[pair.b].erased)
		return;
	score_reasons_for_all(&lines, &record->cohort, &record->settings, pair);
	page_join(&text, lines.text, "; ");
	page_sentence(out, text.text);
	out->failed |= lines.failed | text.failed;
	buffer_release(&lines);
	buffer_release(&text);
}

void page_waits(struct buffer *out, const struct page *page, uint32_t person)
{
	struct buffer text = BUFFER_INIT;

	round_waiting_reason_for_all(&text, page->record, person);
	page_sentence(out, text.text);
	out->failed |= text.failed;
	buffer_release(&text);
}

static int by_name(const void *left, const void *right)
{
	const struct seat *a = left, *b = right;
	int order = text_compare(a->name, b->name);

	return order ? order
		     : (a->person > b->person) - (a->person < b->person);
}

static void add_seat(struct seat *seats, size_t *n, const struct page *page,
		     uint32_t v, const struct group *group)
{
	const struct person *person = &page->record->cohort.people[v];

	if (!person->erased)
		seats[(*n)++] = (struct seat){person->profile.name, v, group};
}

enum c5_status page_seats(struct seat **out, size_t *n, const struct page *page,
			  struct c5_error *err)
{
	const struct plan *plan = &page->record->plan;

	*n = 0;
	*out = memory_new(page->record->cohort.n, sizeof(**out));
	if (!*out)
		return error_memory(err);
	for (size_t g = 0; g < plan->n_groups; g++)
		for (unsigned i = 0; i < plan->groups[g].size; i++)
			add_seat(*out, n, page, plan->groups[g].member[i],
				 &plan->groups[g]);
	for (size_t i = 0; i < plan->n_waiting; i++)
		add_seat(*out, n, page, plan->waiting[i], NULL);
	qsort(*out, *n, sizeof(**out), by_name);
	return C5_OK;
}
