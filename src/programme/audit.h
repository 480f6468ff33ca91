/* The steps of the audit and what they share. Private to src/programme/. */
#ifndef PROGRAMME_AUDIT_H
#define PROGRAMME_AUDIT_H

#include "connect5/audit.h"
#include "connect5/match.h"

/* The folded lines of a list field. */
struct audit_list {
	char **lines;
	size_t n;
};

/* Somebody's facts as the audit reads them: from the words themselves. */
struct audit_person {
	struct audit_list places, professions, interests, slots;
};

struct audit {
	const struct round_record *record;
	uint32_t n;
	struct pool pool;
	struct audit_person *people;
	uint32_t *group_of;	  /* index of the group, or MATCH_NONE */
	bool *waits;		  /* listed as waiting */
	uint32_t *mate;		  /* in the pairs; thirds and waiting: NONE */
	int64_t relaxed;	  /* groups with two of one sector */
	unsigned char *history;	  /* n * n: met before, excluded */
	unsigned char *allowed;	  /* n * n: rules hold between the two */
	struct match_edge *edges; /* every allowed pair, cost -score; and then
				     what the digits charge for relaxed ones */
	size_t m;
	int64_t *penalty;
};

/* C5_NO: "round N: what". */
enum c5_status audit_no(const struct audit *audit, const char *what,
			struct c5_error *err);

/* Are the two of one sector? */
bool audit_is_relaxed(const struct audit *audit, uint32_t a, uint32_t b);

/* Reads the words of everybody. */
enum c5_status audit_read_people(struct audit *audit, struct c5_error *err);

/* The score of a pair, from the words. */
int64_t audit_score(const struct audit *audit, uint32_t a, uint32_t b);

/* Does the certificate prove what the proof says? */
enum c5_status audit_certificate(struct audit *audit, struct c5_error *err);

/* Does the witness explain exactly those who wait? */
enum c5_status audit_witness(const struct audit *audit, struct c5_error *err);

#endif
