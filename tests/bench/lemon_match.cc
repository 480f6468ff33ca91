// lemon_match maximum|perfect FILE: LEMON's matching on an edge list as
// match_graph reads it, with one line of JSON as its answer.
//
// maximum: of all matchings with the most pairs, one of the greatest weight, by
// MaxWeightedMatching; a constant on every weight makes another pair worth any
// loss of weight. perfect: by MaxWeightedPerfectMatching; all numbers but the
// seconds and the memory are null where no matching is perfect.
//
// Exits with 0, with 2 on a wrong command line, with 3 on wrong input.
#include <lemon/matching.h>
#include <lemon/smart_graph.h>
#include <sys/resource.h>

#include <algorithm>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <exception>
#include <stdexcept>
#include <vector>

namespace
{

using Graph = lemon::SmartGraph;
using Weights = Graph::EdgeMap<int64_t>;

class Input
{
      public:
	explicit Input(const char *name) : weights(graph)
	{
		std::FILE *file = std::fopen(name, "r");
		if (!file)
			throw std::runtime_error("cannot open the file");
		read(file);
		std::fclose(file);
	}

	// Makes another pair worth more than all the weight there is.
	void put_pairs_first()
	{
		// LEMON's own numbers are four times ours, and sums of n / 2.
		__int128 most = static_cast<__int128>(size) * (n + 1);
		if (most * (n + 1) * 4 > INT64_MAX)
			throw std::runtime_error("the weights are too large");
		constant = static_cast<int64_t>(most);
		for (Graph::EdgeIt e(graph); e != lemon::INVALID; ++e)
			weights[e] += constant;
	}

	Graph graph;
	Weights weights;
	int64_t constant = 0; // what was added to every weight

      private:
	void read(std::FILE *file)
	{
		int64_t m, u, v, weight;
		if (std::fscanf(file, "%" SCNd64 " %" SCNd64, &n, &m) != 2)
			throw std::runtime_error("no 'n m' to begin with");
		std::vector<Graph::Node> nodes;
		for (int64_t i = 0; i < n; i++)
			nodes.push_back(graph.addNode());
		for (int64_t e = 0; e < m; e++) {
			if (std::fscanf(file,
					"%" SCNd64 " %" SCNd64 " %" SCNd64, &u,
					&v, &weight) != 3)
				throw std::runtime_error("not 'u v weight'");
			weights[graph.addEdge(nodes.at(u), nodes.at(v))] =
				weight;
			size = std::max({size, weight, -weight});
		}
	}

	int64_t n = 0;
	int64_t size = 1; // the greatest weight
};

double cpu_seconds()
{
	return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

long peak_kb()
{
	rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

void print(const Input &input, int64_t pairs, int64_t weight, double seconds)
{
	std::printf("{\"pairs\":%" PRId64 ",\"weight\":%" PRId64
		    ",\"seconds\":%.6f,\"peak_kb\":%ld}\n",
		    pairs, weight - pairs * input.constant, seconds, peak_kb());
}

// Counted here: the perfect one's own count is n / 2 by definition.
template <class Matching>
int64_t count_pairs(const Input &input, const Matching &matching)
{
	int64_t vertices = 0;
	for (Graph::NodeIt v(input.graph); v != lemon::INVALID; ++v)
		vertices += matching.mate(v) != lemon::INVALID;
	return vertices / 2;
}

void solve_maximum(Input &input)
{
	double start = cpu_seconds();
	input.put_pairs_first();
	lemon::MaxWeightedMatching<Graph, Weights> matching(input.graph,
							    input.weights);
	matching.run();
	double seconds = cpu_seconds() - start;
	print(input, count_pairs(input, matching), matching.matchingWeight(),
	      seconds);
}

void solve_perfect(Input &input)
{
	double start = cpu_seconds();
	lemon::MaxWeightedPerfectMatching<Graph, Weights> matching(
		input.graph, input.weights);
	bool found = matching.run();
	double seconds = cpu_seconds() - start;
	if (found)
		print(input, count_pairs(input, matching),
		      matching.matchingWeight(), seconds);
	else
		std::printf("{\"pairs\":null,\"weight\":null,\"seconds\":%.6f,"
			    "\"peak_kb\":%ld}\n",
			    seconds, peak_kb());
}

} // namespace

int main(int argc, char **argv)
{
	bool maximum = argc == 3 && std::strcmp(argv[1], "maximum") == 0;
	bool perfect = argc == 3 && std::strcmp(argv[1], "perfect") == 0;
	if (!maximum && !perfect) {
		std::fprintf(stderr,
			     "usage: lemon_match maximum|perfect FILE\n");
		return 2;
	}
	try {
		Input input(argv[2]);
		if (maximum)
			solve_maximum(input);
		else
			solve_perfect(input);
	} catch (const std::exception &error) {
		std::fprintf(stderr, "lemon_match: %s: %s\n", argv[2],
			     error.what());
		return 3;
	}
	return 0;
}
