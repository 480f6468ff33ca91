/*
 * match_graph FILE: of all matchings of a graph with the most pairs, one of the
 * greatest weight. FILE ("-": standard input) holds `n m` and then m lines
 * `u v weight`, with vertices from 0. Prints one line of JSON: `bound` is what
 * no such matching can exceed, as verified; `seconds` are of the processor,
 * for solving and verifying.
 *
 * Exits with 0, with 2 on a wrong command line, with 3 on wrong input, with 5
 * where there is no memory or a bug.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "connect5/match.h"

struct input {
	const char *name;
	FILE *file;
	char *line;
	size_t length, capacity;
	size_t number; /* of the line, from 1 */

	struct match_graph graph; /* of the two arrays below */
	struct match_edge *edges;
	int64_t *penalty;
};

static void input_release(struct input *input)
{
	if (input->file && input->file != stdin)
		fclose(input->file);
	free(input->line);
	free(input->edges);
	free(input->penalty);
}

static enum c5_status reject(const struct input *input, struct c5_error *err,
			     const char *text)
{
	return error_at(err, C5_DATA, input->name, input->number, "%s", text);
}

/* Reads a number within [low, high] and moves *at behind it. */
static bool read_number(const char **at, int64_t low, int64_t high,
			int64_t *out)
{
	char *end;

	errno = 0;
	long long number = strtoll(*at, &end, 10);
	if (end == *at || errno || (*end && !isspace((unsigned char)*end)) ||
	    number < low || number > high)
		return false;
	*out = number;
	*at = end;
	return true;
}

/* Is there nothing more on the line? A NUL is something. */
static bool is_end(const struct input *input, const char *at)
{
	at += strspn(at, " \t\r\n");
	return at == input->line + input->length;
}

/* The next line; false at the end. */
static bool next_line(struct input *input)
{
	ssize_t length = getline(&input->line, &input->capacity, input->file);

	input->number++;
	input->length = length < 0 ? 0 : (size_t)length;
	return length >= 0;
}

/* Where a line was wanted and none came. */
static enum c5_status reject_end(const struct input *input,
				 struct c5_error *err, const char *text)
{
	if (ferror(input->file))
		return error_at(err, C5_DATA, input->name, 0, "%s",
				strerror(errno));
	return reject(input, err, text);
}

static enum c5_status read_head(struct input *input, struct c5_error *err)
{
	int64_t n, m;

	if (!next_line(input))
		return reject_end(input, err, "no 'n m' to begin with");
	const char *at = input->line;
	if (!read_number(&at, 0, UINT32_MAX / 2, &n) ||
	    !read_number(&at, 0, INT64_MAX / 32, &m) || !is_end(input, at))
		return reject(input, err, "not 'n m'");
	input->graph.n = (uint32_t)n;
	input->graph.m = (size_t)m;
	return C5_OK;
}

static enum c5_status read_edge(struct input *input, struct match_edge *edge,
				struct c5_error *err)
{
	int64_t u, v, weight, last = (int64_t)input->graph.n - 1;

	if (!next_line(input))
		return reject_end(input, err, "fewer edges than announced");
	const char *at = input->line;
	if (!read_number(&at, 0, last, &u) || !read_number(&at, 0, last, &v))
		return reject(input, err, "not two vertices below n");
	if (u == v)
		return reject(input, err, "an edge from a vertex to itself");
	if (!read_number(&at, -MATCH_LIMIT, MATCH_LIMIT, &weight) ||
	    !is_end(input, at))
		return reject(input, err,
			      "not one weight of at most 2^57 in size");
	*edge = (struct match_edge){(uint32_t)u, (uint32_t)v, -weight};
	return C5_OK;
}

/* Memory grows with the lines that there are, not with those announced. */
static enum c5_status read_edges(struct input *input, struct c5_error *err)
{
	enum c5_status status = C5_OK;
	size_t capacity = 0;

	for (size_t e = 0; status == C5_OK && e < input->graph.m; e++) {
		struct match_edge *grown = memory_grow(input->edges, &capacity,
						       e + 1, sizeof(*grown));
		if (!grown)
			return error_memory(err);
		input->edges = grown;
		status = read_edge(input, &grown[e], err);
	}
	while (status == C5_OK && next_line(input))
		if (!is_end(input, input->line))
			status =
				reject(input, err, "more edges than announced");
	if (status == C5_OK && ferror(input->file))
		status = reject_end(input, err, "");
	input->graph.edges = input->edges;
	return status;
}

/*
 * Exposure is made so dear that another pair is worth any loss of weight: two
 * matchings differ by at most n * size, where `size` is the greatest weight.
 */
static enum c5_status set_penalties(struct input *input, struct c5_error *err)
{
	struct match_graph *graph = &input->graph;
	c5_int128 size = 1;

	for (size_t e = 0; e < graph->m; e++) {
		int64_t cost = input->edges[e].cost;

		size = cost > size ? cost : -cost > size ? -cost : size;
	}
	if (size * (graph->n + (c5_int128)1) > MATCH_LIMIT)
		return error_at(err, C5_DATA, input->name, 0,
				"the weights are too large for so many "
				"vertices");
	input->penalty = memory_new(graph->n, sizeof(*input->penalty));
	if (!input->penalty)
		return error_memory(err);
	for (uint32_t v = 0; v < graph->n; v++)
		input->penalty[v] = (int64_t)(size * (graph->n + (c5_int128)1));
	graph->penalty = input->penalty;
	return C5_OK;
}

static enum c5_status read_input(struct input *input, struct c5_error *err)
{
	bool is_stdin = strcmp(input->name, "-") == 0;

	input->file = is_stdin ? stdin : fopen(input->name, "r");
	if (!input->file)
		return error_at(err, C5_DATA, input->name, 0, "%s",
				strerror(errno));
	enum c5_status status = read_head(input, err);
	if (status == C5_OK)
		status = read_edges(input, err);
	return status == C5_OK ? set_penalties(input, err) : status;
}

static double cpu_seconds(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/*
 * In terms of the weights: what the exposed vertices cost is taken off again,
 * and the sign turned. The true numbers are below n * 2^57 / n.
 */
static void print(const struct match_graph *graph,
		  const struct match_result *result, double seconds)
{
	c5_int128 exposed = 0;

	for (uint32_t v = 0; v < graph->n; v++)
		if (result->mate[v] == MATCH_NONE)
			exposed += graph->penalty[v];
	c5_int128 weight = exposed - result->weight;
	c5_int128 bound = exposed - result->bound / MATCH_TICKS;
	printf("{\"pairs\":%" PRIu32 ",\"weight\":%" PRId64
	       ",\"bound\":%" PRId64 ",\"optimal\":%s,\"seconds\":%.6f}\n",
	       result->pairs, (int64_t)weight, (int64_t)bound,
	       result->optimal ? "true" : "false", seconds);
}

static enum c5_status run(struct input *input, struct c5_error *err)
{
	struct match_result result;
	enum c5_status status = read_input(input, err);

	if (status != C5_OK)
		return status;
	double start = cpu_seconds();
	status = match_solve(&result, &input->graph, err);
	if (status == C5_OK)
		status = match_verify(&input->graph, &result, err);
	if (status == C5_NO)
		status = C5_SYSTEM;
	if (status == C5_OK)
		print(&input->graph, &result, cpu_seconds() - start);
	match_result_release(&result);
	if (status == C5_OK && fflush(stdout) != 0)
		status = error_set(err, C5_SYSTEM, "standard output: %s",
				   strerror(errno));
	return status;
}

static void complain(const struct c5_error *err)
{
	fprintf(stderr, "match_graph: ");
	if (err->file[0])
		fprintf(stderr, "%s:", err->file);
	if (err->line > 0)
		fprintf(stderr, "%zu:", err->line);
	fprintf(stderr, "%s%s\n", err->file[0] ? " " : "", err->text);
}

int main(int argc, char **argv)
{
	struct input input = {0};
	struct c5_error err = {0};

	if (argc != 2 || (argv[1][0] == '-' && argv[1][1])) {
		fprintf(stderr, "usage: match_graph FILE\n");
		return C5_USAGE;
	}
	input.name = argv[1];
	enum c5_status status = run(&input, &err);
	input_release(&input);
	if (status != C5_OK)
		complain(&err);
	return (int)status;
}
