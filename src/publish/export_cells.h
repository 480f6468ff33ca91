/* The cells that several exports of a round have. Private to src/publish/. */
#ifndef PUBLISH_EXPORT_CELLS_H
#define PUBLISH_EXPORT_CELLS_H

#include "connect5/record.h"
#include "connect5/sheet.h"

/* Two cells: YYYY-MM and the round's number. */
void cells_month(struct sheet *out, const struct round_record *record);

/* Why this group: "a; b". */
void cell_reasons(struct sheet *out, const struct round_record *record,
		  size_t group);

/* Five cells: name, address, organisation, sector, place. */
void cells_person(struct sheet *out, const struct person *person);

/* The partners of a member, one field of theirs each, "; " between them. */
void cell_partners(struct sheet *out, const struct round_record *record,
		   const struct group *group, unsigned self,
		   const char *(*field)(const struct person *));

/* Fields for cell_partners(). */
const char *person_name(const struct person *person);
const char *person_email(const struct person *person);
const char *person_organisation(const struct person *person);
const char *person_sector(const struct person *person);

/* Interests shared with any of the partners, each once. */
void cell_shared(struct sheet *out, const struct round_record *record,
		 const struct group *group, unsigned self);

/* What stands over the prompts of a kind: "To warm up". */
const char *prompt_heading(const char *kind);

#endif
