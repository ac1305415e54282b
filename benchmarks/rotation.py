"""Repeats, hard violations and CPU seconds of rotations, beside bounds and peers.

Run `python benchmarks/rotation.py`; `--golfers geneticSolver.js` adds good-enough-golfers (its
solver file; needs node and lodash), run with restarts for at least as much CPU time as ours took;
`--cp-sat` adds a plain CP-SAT model, one thread, for ten seconds (needs OR-Tools).
"""

import argparse
import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from time import process_time

from facilitate.model import Person
from facilitate.schedule.rotation import (
    Demand,
    Disruption,
    reseat,
    room_full_of,
    rotate,
)
from facilitate.schedule.rotation.designs import repeat_free_design

BEST_KNOWN = {
    3: (4,), 4: (4, 5), 5: (7, 5, 6), 6: (8, 7, 6, 3), 7: (10, 9, 7, 7, 8),
    8: (11, 9, 8, 8, 8, 9), 9: (13, 11, 9, 9, 9, 9, 10), 10: (14, 13, 9, 7, 7, 5, 5, 4),
}  # fmt: skip
"""By tables, for 3, 4, .. seats: the most rounds known without a repeat; (8, 4) is 10 in print."""

ROOMS = (
    (32, 8, 10), (32, 8, 15), (36, 6, 4), (36, 6, 5), (17, 4, 4), (34, 6, 5), (25, 5, 8),
    (50, 10, 12), (20, 4, 6), (40, 5, 5), (96, 12, 12), (150, 25, 6), (500, 50, 8), (500, 20, 8),
)  # fmt: skip

RUN_GOLFERS = """
const fs = require('fs'), vm = require('vm');
global._ = require('lodash');
vm.runInThisContext(fs.readFileSync(process.argv[1], 'utf8'));
const [g, s, r, seconds] = process.argv.slice(2).map(Number);
const used = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1e6 };
let best = Infinity;
do {
  let w;
  try { geneticSolver(g, s, r, [], [], p => { w = p.weights }) } catch (e) { continue }
  let n = 0;
  for (let i = 0; i < g * s; i++) for (let j = 0; j < i; j++) n += Math.max(0, w[i][j] - 1);
  best = Math.min(best, n);
} while (best > 0 && used() < seconds);
console.log(JSON.stringify([best, used()]));
"""


def pairs_of(count: int, sites: int) -> tuple[Person, ...]:
    return tuple(
        Person(f"{role}{n:02d}", "", role, f"{n}", service=f"{(n - 1) % sites}")
        for n in range(1, count + 1)
        for role in ("D", "M")
    )


def event(
    pairs: int, tables: int, chairs: int, rounds: int, apart: tuple[tuple[str, str], ...]
) -> Demand:
    return Demand(
        people=pairs_of(pairs, 5),
        chairs=(chairs,) * tables,
        rounds=rounds,
        mix="bridging",
        apart=apart,
    )


def golfers(solver: Path, people: int, tables: int, rounds: int, seconds: float) -> str:
    if people % tables:
        return "equal tables only"
    args = [str(solver), str(tables), str(people // tables), str(rounds), str(max(seconds, 1.0))]
    try:
        done = subprocess.run(
            ["node", "-e", RUN_GOLFERS, *args], capture_output=True, text=True, timeout=60
        )
        best, used = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return "none in 60 s"
    return f"{best} ({used:.1f} s)"


def cp_sat(people: int, tables: int, rounds: int) -> str:
    """Return the repeats of a plain model: who sits where, who meets when, no symmetry broken."""
    from ortools.sat.python import cp_model

    if people * people * tables * rounds > 200_000:
        return "too large"
    model = cp_model.CpModel()
    each, more = divmod(people, tables)
    at = {
        (p, t, r): model.new_bool_var("")
        for p in range(people)
        for t in range(tables)
        for r in range(rounds)
    }
    for r in range(rounds):
        for p in range(people):
            model.add_exactly_one(at[p, t, r] for t in range(tables))
        for t in range(tables):
            model.add(sum(at[p, t, r] for p in range(people)) == each + (t < more))
    again = []
    for one, other in combinations(range(people), 2):
        met = []
        for r in range(rounds):
            for t in range(tables):
                both = model.new_bool_var("")
                model.add(both >= at[one, t, r] + at[other, t, r] - 1)
                met.append(both)
        repeats = model.new_int_var(0, rounds, "")
        model.add(repeats >= sum(met) - 1)
        again.append(repeats)
    model.minimize(sum(again))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 10
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return "none in 10 s"
    return f"{int(solver.objective_value)} (10 s)"


def constructions() -> None:
    slowest, missed = 0.0, []
    for tables, row in BEST_KNOWN.items():
        for seats, rounds in enumerate(row, start=3):
            began = process_time()
            if repeat_free_design(tables, seats, rounds) is None:
                missed.append((tables, seats, rounds))
            slowest = max(slowest, process_time() - began)
    print(f"up to 10 tables, best known rounds: missed {missed}, slowest {slowest:.3f} s")
    slowest, missed, count = 0.0, [], 0
    for tables in range(11, 21):
        for seats in range(3, 11):
            for rounds in (4, 6, 8):
                began = process_time()
                count += 1
                if repeat_free_design(tables, seats, rounds) is None:
                    missed.append((tables, seats, rounds))
                slowest = max(slowest, process_time() - began)
    print(f"11 to 20 tables, 4, 6, 8 rounds: missed {missed} of {count}, slowest {slowest:.3f} s")


def rooms(solver: Path | None, *, with_cp_sat: bool) -> None:
    print("people tables rounds | repeats bound | hard | most | s | good-enough-golfers | CP-SAT")
    for people, tables, rounds in ROOMS:
        plan, _ = rotate(room_full_of(people, tables, rounds))
        assert plan is not None
        proof = plan.certificate
        peer = golfers(solver, people, tables, rounds, proof.seconds) if solver else "-"
        plain = cp_sat(people, tables, rounds) if with_cp_sat else "-"
        print(
            f"{people} {tables} {rounds} | {proof.repeats} {proof.lower_bound} | "
            f"{proof.hard_violations} | {proof.most_meetings} | {proof.seconds:.3f} | {peer} | "
            f"{plain}"
        )


def events() -> None:
    conflicts = (("D01", "M04"), ("D02", "M11"), ("D03", "M18"), ("D04", "M01"))
    for pairs, tables, chairs, rounds, apart in (
        (10, 4, 5, 5, (("D01", "M04"), ("D02", "M01"))),
        (14, 6, 5, 6, ()),
        (23, 8, 6, 6, conflicts),
        (24, 8, 6, 6, conflicts),
        (31, 9, 7, 6, conflicts),
        (60, 20, 6, 6, conflicts),
        (75, 15, 10, 6, conflicts),
        (250, 50, 10, 8, conflicts),
    ):
        plan, _ = rotate(event(pairs, tables, chairs, rounds, apart))
        assert plan is not None
        proof = plan.certificate
        print(
            f"{pairs} pairs, {tables} x {chairs}, {rounds} rounds: {proof.repeats} repeats "
            f"(bound {proof.lower_bound}), hard {proof.hard_violations}, {proof.seconds:.2f} s"
        )


def change_of_the_day() -> None:
    demand = event(24, 8, 6, 6, ())
    plan, _ = rotate(demand)
    assert plan is not None
    change = Disruption(
        done=2, leave=("D03", "M11", "D19"), arrive=(Person("X1", "", ""), Person("X2", "", ""))
    )
    began = process_time()
    result, _ = reseat(demand, plan, change)
    assert result is not None
    print(
        f"re-plan: {len(result.moves)} changes of a seat, "
        f"{result.plan.certificate.repeats} repeats, {process_time() - began:.3f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--golfers", type=Path)
    parser.add_argument("--cp-sat", action="store_true")
    asked = parser.parse_args()
    print(sys.version)
    constructions()
    rooms(asked.golfers, with_cp_sat=asked.cp_sat)
    events()
    change_of_the_day()


if __name__ == "__main__":
    main()
