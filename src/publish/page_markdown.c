/* The pages again, in Markdown. */
#include "connect5/pages.h"

#include <stdlib.h>
#include <string.h>

#include "publish/export_cells.h"
#include "publish/markdown.h"
#include "publish/page.h"

/* A text that is made by a function. */
static void put(struct buffer *out, const struct page *page,
		void (*make)(struct buffer *out, const struct page *page))
{
	struct buffer text = BUFFER_INIT;

	make(&text, page);
	markdown_text(out, text.text);
	out->failed |= text.failed;
	buffer_release(&text);
}

static void questions(struct buffer *out, const struct page *page,
		      const char *level)
{
	const char *kind = "";

	if (*page_lens(page)) {
		buffer_putc(out, '\n');
		markdown_text(out, page_lens(page));
		buffer_putc(out, '\n');
	}
	for (size_t i = 0; i < page->n_prompts; i++) {
		const struct prompt *prompt = &page->prompts[i];

		if (strcmp(kind, prompt->kind) != 0)
			buffer_printf(out, "\n%s %s\n\n", level,
				      prompt_heading(prompt->kind));
		kind = prompt->kind;
		buffer_puts(out, "- ");
		markdown_text(out, prompt->text);
		buffer_putc(out, '\n');
	}
}

void page_prompts_markdown(struct buffer *out, const struct page *page)
{
	buffer_puts(out, "# ");
	markdown_text(out, page->record->theme.title);
	buffer_puts(out, "\n\n");
	put(out, page, page_when);
	buffer_puts(out, ": ");
	markdown_text(out, page->record->theme.system);
	buffer_putc(out, '\n');
	questions(out, page, "##");
}

static void detail(struct buffer *out, const char *text)
{
	if (!*text)
		return;
	buffer_puts(out, ", ");
	markdown_text(out, text);
}

static void person_item(struct buffer *out, const struct page *page, uint32_t v)
{
	const struct person *person = &page->record->cohort.people[v];
	struct buffer places = BUFFER_INIT;

	buffer_puts(out, "- **");
	markdown_text(out, page_name(person));
	buffer_puts(out, "**");
	page_join(&places, person->profile.place, ", ");
	detail(out, person->organisation_name);
	detail(out, person->sector_label);
	detail(out, places.text);
	if (page->addresses)
		detail(out, person->email);
	out->failed |= places.failed;
	buffer_release(&places);
}

/* In a trio it must be said of which two. */
static void why_two(struct buffer *out, const struct page *page,
		    const struct group *group, struct index_pair pair)
{
	const struct person *people = page->record->cohort.people;
	struct buffer why = BUFFER_INIT;

	page_why(&why, page, pair);
	if (why.length) {
		buffer_putc(out, '\n');
		if (group->size > 2) {
			markdown_text(out, page_name(&people[pair.a]));
			buffer_puts(out, " and ");
			markdown_text(out, page_name(&people[pair.b]));
			buffer_puts(out, ": ");
		}
		markdown_text(out, why.text);
		buffer_putc(out, '\n');
	}
	out->failed |= why.failed;
	buffer_release(&why);
}

static void shared_line(struct buffer *out, const struct page *page,
			const struct group *group)
{
	struct buffer lines = BUFFER_INIT, text = BUFFER_INIT;

	page_shared(&lines, page, group);
	page_join(&text, lines.text, ", ");
	if (text.length) {
		buffer_printf(out, "\n%s: ",
			      group->size > 2 ? "Shared by two or more"
					      : "Shared interests");
		markdown_text(out, text.text);
		buffer_putc(out, '\n');
	}
	out->failed |= lines.failed | text.failed;
	buffer_release(&lines);
	buffer_release(&text);
}

static void group_part(struct buffer *out, const struct page *page,
		       const struct group *group)
{
	buffer_printf(out, "\n### Group %u%s\n\n", group->number,
		      group->size > 2 ? ", a trio" : "");
	for (unsigned i = 0; i < group->size; i++) {
		person_item(out, page, group->member[i]);
		buffer_putc(out, '\n');
	}
	if (group->relaxed)
		buffer_puts(out, "\nFrom the same part of the system, as the "
				 "programme allowed this month.\n");
	shared_line(out, page, group);
	for (unsigned i = 0; i < group->size; i++)
		for (unsigned j = i + 1; j < group->size; j++)
			why_two(out, page, group,
				(struct index_pair){group->member[i],
						    group->member[j]});
}

static void waiting_part(struct buffer *out, const struct page *page)
{
	const struct plan *plan = &page->record->plan;

	buffer_puts(out, "\n## Who waits this month\n\n");
	if (!plan->n_waiting)
		buffer_puts(out, "Nobody: everybody has a group.\n");
	for (size_t i = 0; i < plan->n_waiting; i++) {
		struct buffer why = BUFFER_INIT;

		person_item(out, page, plan->waiting[i]);
		page_waits(&why, page, plan->waiting[i]);
		buffer_puts(out, ". ");
		markdown_text(out, why.text);
		buffer_putc(out, '\n');
		out->failed |= why.failed;
		buffer_release(&why);
	}
}

static void name_row(struct buffer *out, const struct page *page,
		     const struct seat *seat)
{
	const char *between = "";

	buffer_puts(out, "| ");
	markdown_text(out, seat->name);
	if (!seat->group) {
		buffer_puts(out, " | none | waits this month |\n");
		return;
	}
	buffer_printf(out, " | %u | ", seat->group->number);
	for (unsigned i = 0; i < seat->group->size; i++) {
		uint32_t other = seat->group->member[i];

		if (other == seat->person)
			continue;
		buffer_puts(out, between);
		markdown_text(out,
			      page_name(&page->record->cohort.people[other]));
		between = ", ";
	}
	buffer_puts(out, " |\n");
}

static enum c5_status names_part(struct buffer *out, const struct page *page,
				 struct c5_error *err)
{
	struct seat *seats;
	size_t n;
	enum c5_status status = page_seats(&seats, &n, page, err);

	if (status)
		return status;
	buffer_puts(out, "\n## Find a name\n\n"
			 "| Name | Group | Meets |\n| --- | ---: | --- |\n");
	for (size_t i = 0; i < n; i++)
		name_row(out, page, &seats[i]);
	free(seats);
	return C5_OK;
}

enum c5_status page_sheet_markdown(struct buffer *out, const struct page *page,
				   struct c5_error *err)
{
	const struct round_record *record = page->record;
	enum c5_status status;

	buffer_puts(out, "# ");
	put(out, page, page_title);
	buffer_printf(out, "\n\nConversation %d of %d. ", record->ordinal,
		      record->of_rounds);
	put(out, page, page_summary);
	buffer_puts(out, "\n\n## ");
	markdown_text(out, record->theme.title);
	buffer_puts(out, "\n\n");
	markdown_text(out, record->theme.system);
	buffer_putc(out, '\n');
	questions(out, page, "###");
	buffer_puts(out, "\n## Who meets whom\n");
	if (!record->plan.n_groups)
		buffer_puts(out, "\nNo two may meet this month.\n");
	for (size_t g = 0; g < record->plan.n_groups; g++)
		group_part(out, page, &record->plan.groups[g]);
	waiting_part(out, page);
	status = names_part(out, page, err);
	return status ? status : buffer_status(out, err);
}
