/* The month, as one page of HTML. */
#include "connect5/pages.h"

#include <stdlib.h>

#include "publish/html.h"
#include "publish/page_html.h"

static void head(struct buffer *out, const struct page *page)
{
	buffer_puts(out, "<a class=\"skip\" href=\"#content\">Skip to the "
			 "content</a>\n<header>\n<p class=\"overline\">");
	buffer_printf(out, "Conversation %d of %d", page->record->ordinal,
		      page->record->of_rounds);
	buffer_puts(out, "</p>\n");
	page_html_text(out, page, "h1", page_title);
	buffer_puts(out, "\n<div class=\"summary\">");
	page_html_text(out, page, "p", page_summary);
	buffer_puts(out, "</div>\n"
			 "<nav aria-label=\"On this page\">\n<ul>\n"
			 "<li><a href=\"#theme\">The theme</a></li>\n"
			 "<li><a href=\"#groups\">Who meets whom</a></li>\n"
			 "<li><a href=\"#waiting\">Who waits</a></li>\n"
			 "<li><a href=\"#names\">Find a name</a></li>\n"
			 "</ul>\n</nav>\n</header>\n"
			 "<main id=\"content\" tabindex=\"-1\">\n");
}

static void begin_section(struct buffer *out, const char *id,
			  const char *heading, const char *class)
{
	buffer_printf(out,
		      "<section id=\"%s\"%s aria-labelledby=\"%s-title\">\n"
		      "<h2 id=\"%s-title\">",
		      id, class, id, id);
	html_text(out, heading);
	buffer_puts(out, "</h2>\n");
}

static void paragraph(struct buffer *out, const char *class, const char *text)
{
	buffer_printf(out, "<p class=\"%s\">", class);
	html_text(out, text);
	buffer_puts(out, "</p>\n");
}

static void theme(struct buffer *out, const struct page *page)
{
	const struct theme *of_month = &page->record->theme;
	struct buffer system = BUFFER_INIT;

	begin_section(out, "theme", of_month->title, " class=\"theme\"");
	page_sentence(&system, of_month->system);
	paragraph(out, "system", system.text);
	if (*page_lens(page))
		paragraph(out, "system", page_lens(page));
	page_html_questions(out, page, 3);
	buffer_puts(out, "</section>\n");
	out->failed |= system.failed;
	buffer_release(&system);
}

/* A line of its own, where there is something to say. */
static void where_line(struct buffer *out, const char *text)
{
	if (!*text)
		return;
	buffer_puts(out, "<p class=\"where\">");
	html_name(out, text);
	buffer_puts(out, "</p>\n");
}

/* Who somebody is, as the content of an <li>. */
static void person_lines(struct buffer *out, const struct page *page,
			 uint32_t v)
{
	const struct person *person = &page->record->cohort.people[v];
	struct buffer places = BUFFER_INIT;

	buffer_puts(out, "<p class=\"name\">");
	html_name(out, page_name(person));
	buffer_puts(out, "</p>\n");
	page_join(&places, person->profile.place, ", ");
	where_line(out, person->organisation_name);
	where_line(out, person->sector_label);
	where_line(out, places.text);
	if (page->addresses && *person->email) {
		buffer_puts(out, "<p class=\"where\">");
		html_mail(out, person->email);
		buffer_puts(out, "</p>\n");
	}
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
		buffer_puts(out, "<p>");
		if (group->size > 2) {
			html_name(out, page_name(&people[pair.a]));
			buffer_puts(out, " and ");
			html_name(out, page_name(&people[pair.b]));
			buffer_puts(out, ": ");
		}
		html_text(out, why.text);
		buffer_puts(out, "</p>\n");
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
		buffer_printf(out, "<p class=\"said\"><strong>%s:</strong> ",
			      group->size > 2 ? "Shared by two or more"
					      : "Shared interests");
		html_text(out, text.text);
		buffer_puts(out, "</p>\n");
	}
	out->failed |= lines.failed | text.failed;
	buffer_release(&lines);
	buffer_release(&text);
}

static void card(struct buffer *out, const struct page *page,
		 const struct group *group)
{
	bool trio = group->size > 2;

	buffer_printf(out,
		      "<article class=\"card%s\" id=\"group-%u\">\n"
		      "<h3>Group %u%s</h3>\n<ul class=\"people\">\n",
		      trio ? " trio" : "", group->number, group->number,
		      trio ? " <span>Trio</span>" : "");
	for (unsigned i = 0; i < group->size; i++) {
		buffer_puts(out, "<li>\n");
		person_lines(out, page, group->member[i]);
		buffer_puts(out, "</li>\n");
	}
	buffer_puts(out, "</ul>\n<div class=\"why\">\n");
	if (group->relaxed)
		buffer_puts(out, "<p class=\"said\">From the same part of the "
				 "system, as the "
				 "programme allowed this month.</p>\n");
	shared_line(out, page, group);
	for (unsigned i = 0; i < group->size; i++)
		for (unsigned j = i + 1; j < group->size; j++)
			why_two(out, page, group,
				(struct index_pair){group->member[i],
						    group->member[j]});
	buffer_puts(out, "</div>\n</article>\n");
}

static void groups(struct buffer *out, const struct page *page)
{
	const struct plan *plan = &page->record->plan;

	begin_section(out, "groups", "Who meets whom", "");
	if (!plan->n_groups)
		paragraph(out, "note", "No two may meet this month.");
	buffer_puts(out, "<div class=\"cards\">\n");
	for (size_t g = 0; g < plan->n_groups; g++)
		card(out, page, &plan->groups[g]);
	buffer_puts(out, "</div>\n</section>\n");
}

static void waiting(struct buffer *out, const struct page *page)
{
	const struct plan *plan = &page->record->plan;

	begin_section(out, "waiting", "Who waits this month", "");
	if (!plan->n_waiting) {
		paragraph(out, "note", "Nobody: everybody has a group.");
		buffer_puts(out, "</section>\n");
		return;
	}
	paragraph(out, "note",
		  "The rules leave no partner for them this month. That they "
		  "waited counts in their favour in the months to come.");
	buffer_puts(out, "<ul class=\"cards\">\n");
	for (size_t i = 0; i < plan->n_waiting; i++) {
		struct buffer why = BUFFER_INIT;

		buffer_puts(out, "<li class=\"card\">\n<div>\n");
		person_lines(out, page, plan->waiting[i]);
		buffer_puts(out, "</div>\n<div class=\"why\">\n<p>");
		page_waits(&why, page, plan->waiting[i]);
		html_text(out, why.text);
		buffer_puts(out, "</p>\n</div>\n</li>\n");
		out->failed |= why.failed;
		buffer_release(&why);
	}
	buffer_puts(out, "</ul>\n</section>\n");
}

/* Whom somebody meets, "Bo Cole, Cy Dale". */
static void partners(struct buffer *out, const struct page *page,
		     const struct seat *seat)
{
	const char *between = "";

	for (unsigned i = 0; i < seat->group->size; i++) {
		uint32_t other = seat->group->member[i];

		if (other == seat->person)
			continue;
		buffer_puts(out, between);
		html_name(out, page_name(&page->record->cohort.people[other]));
		between = ", ";
	}
}

static void name_row(struct buffer *out, const struct page *page,
		     const struct seat *seat)
{
	buffer_puts(out, "<tr><th scope=\"row\">");
	html_name(out, seat->name);
	buffer_puts(out, "</th><td>");
	if (seat->group) {
		buffer_printf(out, "<a href=\"#group-%u\">%u</a></td><td>",
			      seat->group->number, seat->group->number);
		partners(out, page, seat);
	} else {
		buffer_puts(out, "<a href=\"#waiting\">none</a></td>"
				 "<td>waits this month");
	}
	buffer_puts(out, "</td></tr>\n");
}

static enum c5_status names(struct buffer *out, const struct page *page,
			    struct c5_error *err)
{
	struct seat *seats;
	size_t n;
	enum c5_status status = page_seats(&seats, &n, page, err);

	if (status)
		return status;
	begin_section(out, "names", "Find a name", "");
	buffer_puts(out, "<table>\n<caption>Everybody in this month, by name, "
			 "with their group and whom they meet</caption>\n"
			 "<thead>\n<tr><th scope=\"col\">Name</th>"
			 "<th scope=\"col\">Group</th>"
			 "<th scope=\"col\">Meets</th></tr>\n"
			 "</thead>\n<tbody>\n");
	for (size_t i = 0; i < n; i++)
		name_row(out, page, &seats[i]);
	buffer_puts(out, "</tbody>\n</table>\n</section>\n");
	free(seats);
	return C5_OK;
}

enum c5_status page_sheet_html(struct buffer *out, const struct page *page,
			       struct c5_error *err)
{
	enum c5_status status;

	page_html_begin(out, page, "sheet");
	head(out, page);
	theme(out, page);
	groups(out, page);
	waiting(out, page);
	status = names(out, page, err);
	buffer_puts(out, "</main>\n");
	html_end(out);
	return status ? status : buffer_status(out, err);
}
