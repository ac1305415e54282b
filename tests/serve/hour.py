"""An hour at the screen in short: edits from here and outside, and all screens after each.

`python -m tests.serve.hour 500` tells how the memory of the program grows; `make soak` does so.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from starlette.testclient import TestClient

from tests.plans import PLAN, write_plan
from tests.serve.opened import HOST, opened

SCREENS = (
    *("", "day/plan", "acts/time/plan", "text/plan.yaml", "pages/plan"),
    "pages/plan/facilitator/run-sheet",
    "picture/plan/1/facilitator/run-sheet.svg",
    "pages/plan/people/crisis-doctor/name-tent",
    "pages/plan/pairs/crisis/pair-results",
    "pages/plan/pairs/crisis/pair",
    "text/shipped templates/sheets/name-tent.md",
)
WARM = 15
"""Rounds after which all is loaded that is loaded once."""


def memory_mb() -> float:
    """Return what the process holds of the computer's memory, as Linux counts it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def mark_of(client: TestClient) -> str:
    return client.get("day/plan").text.partition('name="mark" value="')[2].partition('"')[0]


def sitting(folder: Path, rounds: int) -> Iterator[float]:
    """Yield the memory after each round of edits and screens."""
    # One loop for all requests, as the server has: the threads of many would keep memory each.
    with opened(write_plan(folder)) as client:
        for number in range(rounds):
            fields = {
                "day": "plan",
                "act": "minutes",
                "item": "agenda-1",
                "minutes": 16 + number % 9,
            }
            answer = client.post(
                "do", data={**fields, "mark": mark_of(client)}, headers={"origin": HOST}
            )
            assert answer.status_code == 200
            for way in SCREENS:
                assert client.get(way).status_code == 200, way
            client.post("step/undo", headers={"origin": HOST})
            text = PLAN.replace("venue: Hall", f"venue: Hall {number}")
            (folder / "plan.yaml").write_text(text, encoding="utf-8")
            client.post("step/undo", headers={"origin": HOST})
            answer = client.post("change", data={**fields, "minutes": 25}, headers={"origin": HOST})
            assert answer.status_code == 200
            yield memory_mb()


def growth(found: list[float]) -> float:
    """Return by what share the memory grew after the warm-up, each end the middle of five."""
    first, last = sorted(found[WARM : WARM + 5])[2], sorted(found[-5:])[2]
    return last / first - 1


def main(wanted: int) -> bool:
    """Say how the memory grows, and whether by five hundredths or more."""
    with tempfile.TemporaryDirectory() as name:
        found = []
        for number, mb in enumerate(sitting(Path(name) / "p", wanted), start=1):
            found.append(mb)
            if number % 10 == 0:
                sys.stdout.write(f"{number} rounds: {mb:.0f} MB\n")
                sys.stdout.flush()
    share = growth(found)
    sys.stdout.write(f"Memory grew by {share:.1%} over {wanted - WARM} rounds.\n")
    return share >= 0.05


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
