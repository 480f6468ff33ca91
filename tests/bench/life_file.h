/* The programme file of the season that is being played. */
#ifndef BENCH_LIFE_FILE_H
#define BENCH_LIFE_FILE_H

#include "connect5/store.h"
#include "life.h"

struct life_file {
	char folder[256], path[280];
	struct store *store;
	int64_t sector[LIFE_SECTORS], organisation[LIFE_ORGANISATIONS];
	int64_t id[LIFE_PEOPLE];
};
extern struct life_file life_file;

bool life_file_open(struct life *life);
void life_file_close(void);
bool life_file_happen(struct life *life, const struct event *event);

/* A change; it is taken back unless `status` is C5_OK, which comes back. */
enum c5_status life_file_begin(const char *command, struct c5_error *err);
enum c5_status life_file_end(enum c5_status status, const char *effect,
			     struct c5_error *err);

#endif
