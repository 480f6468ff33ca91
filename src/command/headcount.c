#include "command/headcount.h"

#include "connect5/text.h"

month_t headcount_next(const struct programme *programme, month_t now)
{
	month_t last = programme->first_month + programme->months - 1;
	month_t next = programme->first_month;

	if (programme->rounds && programme->last_round >= next)
		next = programme->last_round + 1;
	if (next < now)
		next = now;
	return next <= last ? next : MONTH_NONE;
}

enum c5_status headcount_take(struct store *store, month_t now,
			      struct pool *pool, struct headcount *out,
			      struct c5_error *err)
{
	struct programme programme;
	enum c5_status status = store_programme(store, pool, &programme, err);
	month_t next;

	if (status)
		return status;
	next = headcount_next(&programme, now);
	return store_headcount(store, next == MONTH_NONE ? now : next, pool,
			       out, err);
}

static void sector_lines(struct buffer *out, const struct headcount *count)
{
	buffer_printf(out, "%zu active", count->active);
	if (count->away)
		buffer_printf(out, ", %zu away", count->away);
	if (count->paused)
		buffer_printf(out, ", %zu paused", count->paused);
	if (count->withdrawn)
		buffer_printf(out, ", %zu withdrawn", count->withdrawn);
	buffer_puts(out,
		    count->n_sectors ? ", by part of the system:\n" : "\n");
	for (size_t i = 0; i < count->n_sectors; i++) {
		buffer_printf(out, "  %4zu  ", count->sectors[i].people);
		text_visible(out, count->sectors[i].label);
		buffer_putc(out, '\n');
	}
}

/* How many must wait because more than half are of one part; 0: they are not.
 */
static size_t must_wait(const struct headcount *count)
{
	size_t largest = count->n_sectors ? count->sectors[0].people : 0;
	size_t others = count->active - largest;

	return largest > others && count->active > 1 ? largest - others : 0;
}

/* More than half from one part: somebody must wait every month. */
static void majority_lines(struct buffer *out, const struct headcount *count)
{
	size_t waiting = must_wait(count);

	if (!waiting)
		return;
	buffer_puts(out, "\nMore than half are in ");
	text_visible(out, count->sectors[0].label);
	if (waiting == 1)
		buffer_puts(out, ": by the rules at least one of them must "
				 "wait every month; with one more person from "
				 "elsewhere that need not be.\n");
	else
		buffer_printf(
			out,
			": by the rules at least %zu of them must wait "
			"every month; with %zu more people from elsewhere "
			"that need not be.\n",
			waiting, waiting);
}

void headcount_text(struct buffer *out, const struct headcount *count)
{
	sector_lines(out, count);
	majority_lines(out, count);
}

json_t *headcount_sectors(const struct headcount *count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count->n_sectors; i++)
		json_array_append_new(
			array, json_pack("{s:s, s:I}", "sector",
					 count->sectors[i].label, "active",
					 (json_int_t)count->sectors[i].people));
	return array;
}

json_t *headcount_majority(const struct headcount *count)
{
	size_t waiting = must_wait(count);

	if (!waiting)
		return json_null();
	return json_pack("{s:s, s:I, s:I, s:I}", "sector",
			 count->sectors[0].label, "active",
			 (json_int_t)count->sectors[0].people, "others",
			 (json_int_t)(count->active - count->sectors[0].people),
			 "waiting", (json_int_t)waiting);
}
