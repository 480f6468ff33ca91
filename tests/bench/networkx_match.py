#!/usr/bin/python3
"""networkx_match.py FILE: networkx's matching on an edge list as match_graph
reads it, with one line of JSON as its answer: of all matchings with the most
pairs, one of the greatest weight. Seconds are of the processor."""
# By its path, so that Debian's python3-networkx is what is measured.
import json
import resource
import sys
import time

import networkx


def read_graph(name):
    """The graph, with n from the first line: a vertex may have no edge."""
    graph = networkx.Graph()
    with open(name, encoding="ascii") as file:
        n, m = map(int, file.readline().split())
        graph.add_nodes_from(range(n))
        for line in file:
            u, v, weight = map(int, line.split())
            graph.add_edge(u, v, weight=weight)
    if graph.number_of_edges() != m:
        sys.exit(f"networkx_match: {name}: not the {m} edges announced")
    return graph


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: networkx_match.py FILE")
    graph = read_graph(sys.argv[1])
    start = time.process_time()
    pairs = networkx.max_weight_matching(graph, maxcardinality=True)
    seconds = time.process_time() - start
    print(json.dumps({
        "pairs": len(pairs),
        "weight": sum(graph[u][v]["weight"] for u, v in pairs),
        "seconds": round(seconds, 6),
        "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }))


main()
