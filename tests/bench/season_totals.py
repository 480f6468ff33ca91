#!/usr/bin/env python3
"""The most pairs that a season of five months can have in which every month has
as many as it can, for every mix of 4 to 10 people in 2 to 5 sectors: people of
different sectors may meet, once. Nobody makes a trio.

Prints tests/data/seasons/totals.csv, by exhaustive search, with no code of the
program: months are tried with every matching of the most pairs, and a graph
that has been looked at is known again by its canonical form (colours refined
by those of the neighbours; each of those that look alike singled out in turn,
and the least adjacency taken). The search goes on after the bound is reached
only where it is not: no month has more pairs than the one before, and nobody
more partners than there are.

The same again with the rule that those who waited come first: every month
makes good the most earlier waits. It must come to the same, and does.
"""

MONTHS = 5


def partitions(n, parts, most):
    """n as a sum of so many whole numbers, none larger than the one before."""
    if parts == 0:
        if n == 0:
            yield ()
        return
    for first in range(min(n - parts + 1, most), 0, -1):
        for rest in partitions(n - first, parts - 1, first):
            yield (first,) + rest


def refined(rows, colours):
    while True:
        signs = [
            (colours[v], sorted(c for u, c in enumerate(colours) if row >> u & 1))
            for v, row in enumerate(rows)
        ]
        ranks = sorted({str(sign) for sign in signs})
        if len(ranks) == len(set(colours)):
            return [ranks.index(str(sign)) for sign in signs]
        colours = [ranks.index(str(sign)) for sign in signs]


def arranged(rows, colours):
    """The rows with their vertices in the order of their colours."""
    order = sorted(range(len(rows)), key=lambda v: colours[v])
    place = {v: i for i, v in enumerate(order)}
    return tuple(
        sum(1 << place[u] for u in order if rows[v] >> u & 1) for v in order
    )


def twins(rows, u, v):
    return rows[u] & ~(1 << v) == rows[v] & ~(1 << u)


def canonical(rows, colours):
    """The same for two graphs exactly if they are the same but for names."""
    colours = refined(rows, colours)
    shared = [c for c in colours if colours.count(c) > 1]
    if not shared:
        return arranged(rows, colours)
    forms, tried = [], []
    for v, colour in enumerate(colours):
        if colour == min(shared) and not any(twins(rows, u, v) for u in tried):
            tried.append(v)
            single = [2 * c + (u != v) for u, c in enumerate(colours)]
            forms.append(canonical(rows, single))
    return min(forms)


def matchings(rows, free, exposed):
    """All that leave so many of the free vertices out."""
    if not free:
        if exposed == 0:
            yield ()
        return
    v = free.bit_length() - 1
    free &= ~(1 << v)
    for u in range(v):
        if rows[v] & free & 1 << u:
            for rest in matchings(rows, free & ~(1 << u), exposed):
                yield ((u, v),) + rest
    if exposed:
        yield from matchings(rows, free, exposed - 1)


def largest_matchings(rows):
    n = len(rows)
    for exposed in range(n % 2, n + 1, 2):
        found = list(matchings(rows, (1 << n) - 1, exposed))
        if found:
            return found
    raise AssertionError("nobody in a pair is a matching too")


def after(rows, waits, matching):
    rows, waits = list(rows), [w + 1 for w in waits]
    for a, b in matching:
        rows[a] &= ~(1 << b)
        rows[b] &= ~(1 << a)
        waits[a] -= 1
        waits[b] -= 1
    least = min(waits)
    return rows, [w - least for w in waits]


def most_pairs(rows, waits, months, fair, known):
    if months == 0:
        return 0
    if not fair:
        waits = [0] * len(rows)
    key = (canonical(rows, waits), tuple(sorted(waits)), months)
    if key in known:
        return known[key]
    found = largest_matchings(rows)
    if fair:
        made_good = [sum(waits[a] + waits[b] for a, b in m) for m in found]
        found = [m for m, w in zip(found, made_good) if w == max(made_good)]
    bound = min(
        months * len(found[0]),
        sum(min(months, bin(row).count("1")) for row in rows) // 2,
    )
    best = 0
    for matching in found:
        rest = after(rows, waits, matching)
        total = len(matching) + most_pairs(*rest, months - 1, fair, known)
        best = max(best, total)
        if best == bound:
            break
    known[key] = best
    return best


def total_of(sizes, fair):
    sectors = [s for s, size in enumerate(sizes) for _ in range(size)]
    rows = [
        sum(1 << u for u, other in enumerate(sectors) if other != own)
        for own in sectors
    ]
    return most_pairs(rows, [0] * len(rows), MONTHS, fair, {})


def main():
    print("sectors,pairs")
    for n in range(4, 11):
        for parts in range(2, 6):
            for sizes in partitions(n, parts, n):
                total = total_of(sizes, False)
                assert total == total_of(sizes, True), sizes
                print("+".join(map(str, sizes)), total, sep=",")


if __name__ == "__main__":
    main()
