#include "lemon.h"

#include <vector>

#include <lemon/matching.h>
#include <lemon/smart_graph.h>

using Graph = lemon::SmartGraph;
using Weights = Graph::EdgeMap<int64_t>;

/* A pair is worth what it saves: the penalties of both, less its cost. */
int64_t lemon_weight(const struct match_graph *graph)
{
	Graph g;
	Weights worth(g);
	std::vector<Graph::Node> nodes;
	int64_t sum = 0;

	for (uint32_t v = 0; v < graph->n; v++) {
		nodes.push_back(g.addNode());
		sum += graph->penalty[v];
	}
	for (size_t e = 0; e < graph->m; e++) {
		const struct match_edge &edge = graph->edges[e];

		worth[g.addEdge(nodes[edge.u], nodes[edge.v])] =
			graph->penalty[edge.u] + graph->penalty[edge.v] -
			edge.cost;
	}
	lemon::MaxWeightedMatching<Graph, Weights> matching(g, worth);
	matching.run();
	return sum - matching.matchingWeight();
}
