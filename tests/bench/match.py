#!/usr/bin/env python3
"""The benchmark of the matching, run by `./dev bench match`.

Solvers side by side first. Invented cohorts become edge lists by way of
`connect5 export scores`, so that every solver gets what connect5 solves. All
that finish must find the same number of pairs and the same weight, or the
benchmark fails. `connect5` plans and audits the month from people in memory;
`connect5 edges` is our solver, and its verifier, on the edge list that the
others get. `seconds` are of the processor, so that a busy machine tells the
same, and without reading, the median of up to nine runs; memory is the peak of
the whole process.

Then growth: whole processes of `connect5 match` for five months in a row, with
the exponent x of people^x, fitted by least squares.
"""
import argparse
import json
import math
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import namedtuple
from pathlib import Path

MONTHS = ["2026-12", "2027-01", "2027-02", "2027-03", "2027-04"]
RUNS_SECONDS = 2  # no further run after so long

# A graph to compare solvers on. Without jitter, ties are massive; connect5
# itself cannot do without.
Case = namedtuple("Case", "label month jitter")
CASES = {
    "simple": [Case("simple", 1, True)],
    "real": [
        Case("real", 1, True),
        Case("real, month 5", 5, True),
        Case("real, no jitter", 1, False),
    ],
}


class Failure(Exception):
    """What makes the benchmark fail."""


class Over(Exception):
    """What was not finished within the limits, and which."""


Run = namedtuple("Run", "cpu wall peak_kb said")
ENDING = {signal.SIGINT, signal.SIGTERM}


def prepare(limited_memory):
    """In the child: at most three quarters of what the machine has, so that it
    stays alive."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    if limited_memory:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 3 // 4
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(command, limit=None, stdout=subprocess.PIPE, limited_memory=False):
    """Runs a process to its end, under GNU time: what a child of Python reports
    of its memory is at least that of Python. It is a session of its own, so
    that all of it can be ended, and no signal comes before it can be."""
    with tempfile.NamedTemporaryFile("r") as peak:
        start, cpu = time.monotonic(), children_cpu()
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        process = subprocess.Popen(
            ["time", "-q", "-f", "%M", "-o", peak.name, *map(str, command)],
            stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE,
            text=True, start_new_session=True,
            preexec_fn=lambda: prepare(limited_memory))
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
            said, complaint = process.communicate(timeout=limit)
        except BaseException as why:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if isinstance(why, subprocess.TimeoutExpired):
                raise Over(f"over {limit:g} s") from None
            raise
        wall, cpu = time.monotonic() - start, children_cpu() - cpu
        if process.returncode == 0:
            return Run(cpu, wall, int(peak.read()), said)
    if "MemoryError" in complaint or "bad_alloc" in complaint:
        raise Over("out of memory")
    raise Failure(f"{' '.join(map(str, command))}: exit {process.returncode}\n"
                  f"{complaint}")


class Programme:
    """A programme file of an invented cohort, in a folder of its own."""

    def __init__(self, options, folder, mix, n):
        self.options = options
        self.folder = Path(folder)
        self.n = n
        self.rounds = 0
        self.path = self.folder / "connect5.db"
        cohort = self.folder / "cohort.csv"
        with open(cohort, "w", encoding="utf-8") as out:
            run([options.build / "tests/bench/make_cohort", mix, n,
                 options.seed], stdout=out)
        self.connect5("init", "--first-month", MONTHS[0], "--seed",
                      options.seed)
        self.imported = self.connect5("import", cohort)

    def connect5(self, *arguments, stdout=subprocess.DEVNULL):
        return run([self.options.build / "connect5", "-q", "-f", self.path,
                    "--now", "2026-12-01T09:00:00Z", *arguments],
                   self.options.limit, stdout)

    def match(self):
        """The next month's round."""
        finished = self.connect5("match", self.rounds + 1)
        self.rounds += 1
        return finished

    def edges(self, case):
        """The graph of a month, as match_graph reads it; the file's name."""
        while self.rounds < case.month - 1:
            self.match()
        sheet = self.folder / "scores.csv"
        edges = self.folder / "edges"
        with open(sheet, "w", encoding="utf-8") as out:
            self.connect5("export", "scores", case.month, "--raw", stdout=out)
        write_edges(edges, sheet, self.n, case.jitter)
        return edges


def write_edges(edges, sheet, n, jitter):
    """From rows `email_1,email_2,score`, where person i has the address
    p000000i@example.org. All weights of a score are multiples of 10 and the
    jitter is below."""
    step = 1 if jitter else 10
    with open(sheet, encoding="utf-8") as rows, \
            open(edges, "w", encoding="ascii") as out:
        out.write(" " * 40 + "\n")  # for `n m`, when the edges are counted
        m = 0
        next(rows)
        for row in rows:
            one, other, score = row.split(",")
            weight = int(score) // step * step
            out.write(f"{int(one[1:8])} {int(other[1:8])} {weight}\n")
            m += 1
        out.seek(0)
        out.write(f"{n} {m}")


Solver = namedtuple("Solver", "name command ours")
Answer = namedtuple("Answer", "pairs weight seconds peak_kb")


def solvers_of(options, programme, case, edges):
    programs = options.build / "tests/bench"
    solvers = [
        Solver("connect5 edges", [programs / "match_graph", edges], True),
        Solver("LEMON", [options.lemon, "maximum", edges], False),
        Solver("LEMON perfect", [options.lemon, "perfect", edges], False),
        Solver("networkx", [options.networkx, edges], False),
    ]
    if case.jitter:
        solvers.insert(0, Solver("connect5", [
            programs / "match_month", programme.path, MONTHS[case.month - 1],
        ], True))
    return solvers


def ask(solver, options):
    """The solver's answer, which must be the same in every run."""
    answers, spent = [], 0
    while not answers or (len(answers) < options.runs and
                          spent < RUNS_SECONDS):
        done = run(solver.command, options.limit,
                   limited_memory=not solver.ours)
        said = json.loads(done.said)
        if solver.ours and not (said["optimal"] and
                                said["weight"] == said["bound"]):
            raise Failure(f"{solver.name} did not prove its optimum: {said}")
        answers.append(Answer(said["pairs"], said["weight"], said["seconds"],
                              done.peak_kb))
        spent += done.wall
    if len({answer[:2] for answer in answers}) != 1:
        raise Failure(f"{solver.name} gives several answers: {answers}")
    return answers[0]._replace(
        seconds=statistics.median(answer.seconds for answer in answers),
        peak_kb=max(answer.peak_kb for answer in answers))


def hold_together(answers, n):
    """All agree, by their names. That there is no perfect matching is right if
    somebody is left over."""
    found = {name: answer[:2] for name, answer in answers.items()
             if answer.pairs is not None}
    agree = len(set(found.values())) <= 1
    for pairs, _ in found.values():
        agree &= len(found) == len(answers) or 2 * pairs < n
    if not agree:
        raise Failure("the solvers disagree: " + ", ".join(
            f"{name}: {answer.pairs} pairs of weight {answer.weight}"
            for name, answer in answers.items()))


def answer_row(answer, ours):
    if answer.pairs is None:
        return f"no perfect matching, {answer.seconds:.6f} s"
    row = (f"{answer.pairs:>7}  {answer.weight:>9}  {answer.seconds:>11.6f}"
           f"  {answer.peak_kb / 1024:>8.1f}")
    if ours and ours.seconds:
        row += f"  {answer.seconds / ours.seconds:>10.1f}"
    return row


class Comparison:
    def __init__(self, options):
        self.options = options
        self.gave_up = {}  # solver -> (n, why): not tried on so many again

    def ask(self, solver, n):
        least, why = self.gave_up.get(solver.name, (math.inf, ""))
        if n >= least:
            raise Over(f"not tried: {why} before")
        if not os.access(solver.command[0], os.X_OK):
            raise Over(f"not there: {solver.command[0]}")
        try:
            return ask(solver, self.options)
        except Over as over:
            self.gave_up[solver.name] = (n, over)
            raise

    def compare(self, programme, case):
        n, edges = programme.n, programme.edges(case)
        answers, ours = {}, None
        for solver in solvers_of(self.options, programme, case, edges):
            try:
                answer = self.ask(solver, n)
            except Over as over:
                row = f"{over}"
            else:
                answers[solver.name] = answer
                ours = ours or (answer if solver.ours else None)
                row = answer_row(answer, ours)
            print(f"{n:>7}  {case.label:<15}  {solver.name:<14}  {row}",
                  flush=True)
        hold_together(answers, n)

    def run(self):
        print(f"{'people':>7}  {'cohort':<15}  {'solver':<14}  {'pairs':>7}  "
              f"{'weight':>9}  {'seconds':>11}  {'peak MB':>8}  "
              f"{'times ours':>10}")
        for n in self.options.people:
            for mix in self.options.mixes or all_mixes(self.options):
                with tempfile.TemporaryDirectory(dir=".") as folder:
                    self.run_mix(folder, mix, n)

    def run_mix(self, folder, mix, n):
        label = mix
        try:
            programme = Programme(self.options, folder, mix, n)
            for case in CASES.get(mix, [Case(mix, 1, True)]):
                label = case.label
                self.compare(programme, case)
        except Over as over:
            print(f"{n:>7}  {label:<15}  before it is made: {over}", flush=True)


def all_mixes(options):
    listed = run([options.build / "tests/bench/make_cohort", "--list"])
    return listed.said.split()


def exponent(points):
    """The slope of log y over log x, by least squares."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x = statistics.mean(x for x, _ in logs)
    mean_y = statistics.mean(y for _, y in logs)
    return (sum((x - mean_x) * (y - mean_y) for x, y in logs) /
            sum((x - mean_x) ** 2 for x, _ in logs))


def grow_once(options, n):
    """Prints a line as it goes; the five months' rounds."""
    print(f"{n:>8}", end="", flush=True)
    with tempfile.TemporaryDirectory(dir=".") as folder:
        programme = Programme(options, folder, "real", n)
        print(f"  {programme.imported.cpu:>8.3f}", end="", flush=True)
        rounds = []
        for _ in MONTHS:
            rounds.append(programme.match())
            print(f"  {rounds[-1].cpu:>8.3f}", end="", flush=True)
        print(f"  {programme.connect5('check').cpu:>8.3f}"
              f"  {max(done.wall for done in rounds):>8.3f}"
              f"  {max(done.peak_kb for done in rounds) / 1024:>8.1f}",
              flush=True)
    return rounds


def print_growth(measured):
    sizes = sorted(measured)
    if len(sizes) < 2:
        print("no growth can be fitted to fewer than two sizes")
        return
    print(f"from {sizes[0]} to {sizes[-1]} people, x of people^x:")
    for month in range(len(MONTHS)):
        x = exponent([(n, measured[n][month].cpu) for n in sizes])
        print(f"  seconds of month {month + 1}: {x:.2f}")
    x = exponent([(n, max(done.peak_kb for done in measured[n]))
                  for n in sizes])
    print(f"  peak memory: {x:.2f}")


def grow(options):
    print("\nreal mix, whole processes of connect5: processor seconds; the "
          "longest match by the clock")
    columns = ["import", *(f"month {m}" for m in range(1, len(MONTHS) + 1)),
               "check", "longest", "peak MB"]
    print(f"{'people':>8}" + "".join(f"  {name:>8}" for name in columns))
    measured = {}
    for n in options.growth:
        try:
            measured[n] = grow_once(options, n)
        except Over as over:
            print(f"  {over}; more people are not tried", flush=True)
            break
    print_growth(measured)


def parse_arguments():
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(prog="./dev bench match",
                                     description="Times the matching.")
    parser.add_argument("people", type=int, nargs="*", metavar="N",
                        default=[100, 1000, 2000],
                        help="cohorts to compare solvers on (100 1000 2000)")
    parser.add_argument("--mixes", nargs="*", metavar="MIX",
                        help="of those cohorts (all that make_cohort lists)")
    parser.add_argument("--growth", type=int, nargs="*", metavar="N",
                        default=[1000, 10000, 100000],
                        help="cohorts for whole processes (1000 10000 100000)")
    parser.add_argument("--limit", type=float, default=60, metavar="SECONDS",
                        help="leave out what takes a process longer (60)")
    parser.add_argument("--runs", type=int, default=9, metavar="N",
                        help="at most so many runs for a median (9)")
    parser.add_argument("--seed", type=int, default=5,
                        help="of the cohorts and programmes (5)")
    parser.add_argument("--build", type=Path, metavar="DIR",
                        default=root / "build/release",
                        help="where connect5 was built (build/release)")
    parser.add_argument("--lemon", type=Path, metavar="PROGRAM",
                        default=root / "build/bench/lemon_match",
                        help="lemon_match (build/bench/lemon_match)")
    parser.add_argument("--networkx", type=Path, metavar="PROGRAM",
                        default=Path(__file__).with_name("networkx_match.py"),
                        help="networkx_match.py (beside this script)")
    options = parser.parse_args()
    if not shutil.which("time"):
        parser.error("GNU time is not installed")
    for name in "build", "lemon", "networkx":
        setattr(options, name, getattr(options, name).resolve())
    options.people.sort()
    options.growth.sort()
    return options


def main():
    options = parse_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        Comparison(options).run()
        if options.growth:
            grow(options)
    except Failure as failure:
        sys.exit(f"bench match: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)


main()
