/*
 * match_month FILE MONTH: plans a month's round of a programme file, and audits
 * it, as `connect5 match --dry-run` does. Prints one line of JSON as
 * match_graph does: the pairs before trios take their third, their best score,
 * what no such pairs can exceed; `seconds` are of the processor, for planning
 * and auditing, from people in memory on.
 *
 * Exits with 0, or as connect5 does.
 */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "connect5/audit.h"
#include "connect5/store_rounds.h"

static double cpu_seconds(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* What look-ahead and trios made it give up is counted in. */
static void print(const struct proof *proof, double seconds)
{
	printf("{\"pairs\":%" PRId64 ",\"weight\":%" PRId64
	       ",\"bound\":%" PRId64 ",\"optimal\":%s,\"seconds\":%.6f}\n",
	       proof->pairs, proof->score + proof->given_up, proof->bound,
	       proof->optimal ? "true" : "false", seconds);
}

static enum c5_status plan(struct round_record *record, struct c5_error *err)
{
	double start = cpu_seconds();
	enum c5_status status = plan_make(&record->plan, &record->cohort,
					  &record->settings, err);

	if (!status)
		status = round_record_arrange(record, err);
	if (!status)
		status = audit_round(record, err);
	if (!status)
		print(&record->plan.proof, cpu_seconds() - start);
	return status;
}

static enum c5_status run(const char *path, month_t month, struct c5_error *err)
{
	struct store *store = NULL;
	struct round_record record = {0};
	enum c5_status status = store_open(&store, path, 0, err);

	if (!status)
		status = store_view(store, err);
	if (!status)
		status = store_candidates(store, month, &record, err);
	if (!status)
		status = plan(&record, err);
	round_record_release(&record);
	store_close(store);
	if (!status && fflush(stdout) != 0)
		status = error_set(err, C5_SYSTEM, "cannot write to stdout");
	return status;
}

int main(int argc, char **argv)
{
	struct c5_error err = {0};
	month_t month;

	if (argc != 3 || !month_parse(&month, argv[2])) {
		fprintf(stderr, "usage: match_month FILE YYYY-MM\n");
		return C5_USAGE;
	}
	enum c5_status status = run(argv[1], month, &err);
	if (status)
		fprintf(stderr, "match_month: %s: %s\n", argv[1], err.text);
	return (int)status;
}
