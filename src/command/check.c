#include "command/command.h"
#include "connect5/audit.h"
#include "connect5/store_rounds.h"
#include "connect5/text.h"

/* What was found, for both kinds of output. */
struct findings {
	struct buffer text;
	json_t *rounds;
	size_t bad;
	struct c5_error first; /* of the first that is wrong: why */
};

static enum c5_status add_finding(struct findings *findings,
				  const struct round_record *record,
				  const char *verdict, const char *why,
				  struct c5_error *err)
{
	char month[MONTH_TEXT];

	month_format(month, record->month);
	buffer_printf(&findings->text, "round %d, %s: %s%s", record->ordinal,
		      month, verdict, *why ? ": " : "");
	text_visible(&findings->text, why);
	buffer_putc(&findings->text, '\n');
	json_t *object = json_pack("{s:I, s:s, s:s, s:s}", "round",
				   (json_int_t)record->ordinal, "month", month,
				   "verdict", verdict, "why", why);
	return json_array_append_new(findings->rounds, object)
		       ? error_memory(err)
		       : C5_OK;
}

/* What was relaxed in a good round, or "". */
static void relaxed_text(struct buffer *out, const struct round_record *record)
{
	size_t relaxed = plan_count_relaxed(&record->plan);

	if (!record->cohort.relaxed)
		return;
	if (!relaxed)
		buffer_puts(out, "no group had to be relaxed");
	else
		buffer_printf(out, "%zu %s relaxed, as was allowed", relaxed,
			      relaxed == 1 ? "group is" : "groups are");
	if (!record->plan.proof.optimal)
		buffer_puts(out, "; that no fewer would do is not proven");
}

static enum c5_status add_good(struct findings *findings,
			       const struct round_record *record,
			       struct c5_error *err)
{
	struct buffer why = BUFFER_INIT;
	enum c5_status status;

	relaxed_text(&why, record);
	status = buffer_status(&why, err);
	if (!status)
		status = add_finding(findings, record,
				     "every rule holds, and the proof stands",
				     why.text, err);
	buffer_release(&why);
	return status;
}

static enum c5_status check_round(struct store *store, month_t month,
				  int ordinal, struct findings *findings,
				  struct c5_error *err)
{
	struct round_record record;
	struct c5_error why;
	bool found;
	enum c5_status status =
		store_load_round(store, month, &found, &record, &why);

	if (!status)
		status = audit_round(&record, &why);
	record.month = month;
	record.ordinal = ordinal;
	if (status == C5_NO || status == C5_FILE) {
		if (!findings->bad++)
			findings->first = why;
		status = add_finding(findings, &record, "wrong", why.text, err);
	} else if (status) {
		*err = why;
	} else if (!audit_is_verifiable(&record)) {
		status = add_finding(findings, &record,
				     "every rule holds; score and proof are "
				     "not re-verifiable",
				     "a participant was erased", err);
	} else {
		status = add_good(findings, &record, err);
	}
	round_record_release(&record);
	return status;
}

static enum c5_status check_rounds(struct store *store,
				   struct findings *findings,
				   struct c5_error *err)
{
	month_t months[120];
	size_t n;
	enum c5_status status = store_round_months(store, months, 120, &n, err);

	for (size_t i = 0; i < n && !status; i++)
		status = check_round(store, months[i], (int)i + 1, findings,
				     err);
	return status;
}

static enum c5_status report(const struct context *context,
			     struct findings *findings, const char *file,
			     bool sound, struct c5_error *err)
{
	bool good = sound && !findings->bad;

	if (context->json)
		return print_json(json_pack("{s:b, s:b, s:o, s:O}", "ok",
					    (int)good, "file_sound", (int)sound,
					    "problems", json_lines(file),
					    "rounds", findings->rounds),
				  err);
	struct buffer out = BUFFER_INIT;
	buffer_puts(&out, file);
	if (sound)
		buffer_puts(&out, "the file is sound: integrity, references, "
				  "schema\n");
	buffer_puts(&out, findings->text.text);
	enum c5_status status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct findings findings = {.text = BUFFER_INIT,
				    .rounds = json_array()};
	struct buffer problems = BUFFER_INIT;
	struct store *store;
	enum c5_status status = open_view(context, &store, err), sound, told;

	(void)arguments;
	if (status)
		goto out;
	sound = store_verify(store, &problems, err);
	if (!sound)
		status = check_rounds(store, &findings, err);
	if (!status) {
		told = report(context, &findings, problems.text, !sound, err);
		status = sound ? sound : told;
	}
	if (!status && findings.bad)
		status = error_set(
			err, C5_FILE,
			"%zu %s on file %s wrong (%s): restore a "
			"backup, or ask whoever looks after the file",
			findings.bad, findings.bad == 1 ? "round" : "rounds",
			findings.bad == 1 ? "is" : "are", findings.first.text);
out:
	store_close(store);
	json_decref(findings.rounds);
	buffer_release(&findings.text);
	buffer_release(&problems);
	return status;
}

const struct command command_check = {
	.name = "check",
	.usage = "",
	.summary = "verify everything again, from the file alone",
	.help = "Integrity of the file, its schema, and every rule and proof "
		"of every round,\nread by code that shares nothing with the "
		"matching.",
	.run = run,
};
