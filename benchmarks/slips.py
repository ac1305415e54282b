"""How long a faulty programme of 200 lines takes to be told, beside the sound one."""

import random
import time

from facilitate.load.validate import validate_lenient
from facilitate.load.yaml_text import read
from facilitate.model import ProgrammeFile
from facilitate.shipped import shipped
from tests.load.mutations import mutations

_SPOILT = (1, 2, 5, 20)  # lines with a slip each
_FILES = 40


def report() -> None:
    """Print the CPU time of the sound programme, and how often that the faulty ones take."""
    text = (shipped("agendas") / "example" / "programme.yaml").read_text(encoding="utf-8")
    sound = min(_seconds(text) for _ in range(9))
    print(f"slips: a sound programme of {len(text.splitlines())} lines, {sound * 1000:.1f} ms")
    slips = [one for one in mutations(text) if one.kind != "twice"]
    dice = random.Random(1)
    for many in _SPOILT:
        taken = sorted(_seconds(_spoilt(text, dice.sample(slips, many))) for _ in range(_FILES))
        middle, most = taken[_FILES // 2], taken[-1]
        print(
            f"  {many:>2} slips: {middle / sound:.0f} times as long, at most {most / sound:.0f} "
            f"times ({most - sound:.2f} s more)"
        )


def _spoilt(text, slips) -> str:
    lines = text.split("\n")
    for slip in slips:
        lines[slip.line - 1] = slip.text.split("\n")[slip.line - 1]
    return "\n".join(lines)


def _seconds(text: str) -> float:
    begun = time.process_time()
    validate_lenient(ProgrammeFile, read(text, "programme.yaml"))
    return time.process_time() - begun
