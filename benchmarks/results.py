"""What was measured, by name, as one table and as one file for programs."""

import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).parent
NAMED = ("typst", "numpy", "jinja2", "pydantic", "pyyaml")


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted of a figure: at most so much, or at least; "" where nothing is."""

    what: str
    unit: str = ""
    wanted: str = ""


TARGETS = {
    "pdf_vs_typst": Target("a PDF against Typst by hand with the same blocks", "x", "≤ 1.4"),
    "pdf_vs_libreoffice": Target("a PDF against LibreOffice's further document", "x", "≥ 2.2"),
    "example_build": Target("the example, three days, `build`", "s", "≤ 12"),
    "example_singles": Target("the example with `--singles`", "s", "≤ 20"),
    "build_30": Target("30 pairs, one day", "s"),
    "build_300": Target("300 pairs, one day", "s", "≤ 60"),
    "build_300_peak": Target("300 pairs, peak memory", "MB", "≤ 350"),
    "growth": Target("the step that grows most from 30 to 300 pairs, for a pair", "x", "≤ 1.1"),
    "verify_share": Target("verification's share at 300 pairs", "x", "≤ 0.2"),
    "rebuild_one_name": Target("one name changed, 100 pairs", "s", "≤ 1.2"),
    "rebuild_one_name_vs_python": Target("the same against bare Python", "x"),
    "rebuild_unchanged": Target("nothing changed, 300 pairs", "s", "≤ 0.4"),
    "rebuild_unchanged_vs_python": Target("the same against bare Python", "x"),
    "check_example": Target("`check` of the example", "s", "≤ 0.5"),
    "check_example_vs_python": Target("the same against bare Python", "x"),
    "serve_first_screen": Target("`serve` of the example: the whole first screen", "s", "≤ 0.5"),
    "serve_first_screen_vs_python": Target("the same against bare Python", "x"),
    "check_vs_yaml_load": Target("a plan of 2,000 lines against the C YAML load", "x", "≤ 2"),
    "office_pack": Target("the Office files of a pair: compose, fit, write", "s"),
    "office_pack_vs_docxtpl": Target("docxtpl + python-pptx against these", "x", "≥ 8"),
    "office_pack_vs_rust_docxtpl": Target("rust-docxtpl + python-pptx against these", "x", "≥ 10"),
    "office_pack_vs_floor": Target("these against deflate, zip and write alone", "x"),
    "help_vs_python": Target("the slowest verb's `--help` against bare Python", "x", "≤ 5"),
    "python": Target("bare Python", "s"),
}


@dataclass(slots=True)
class Results:
    """Figures of each name, one for each round; what could not be had, and why."""

    ratios: dict[str, list[float]] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    walls: dict[str, list[float]] = field(default_factory=dict)
    mb: dict[str, list[float]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Return median, least and most of each figure."""
        kinds = {"ratios": self.ratios, "seconds": self.seconds, "wall": self.walls, "mb": self.mb}
        said: dict[str, object] = {
            kind: {name: _middle(values) for name, values in sorted(found.items())}
            for kind, found in kinds.items()
        }
        return said | {"missing": self.missing, "machine": machine()}

    def write(self, folder: Path = FOLDER) -> None:
        """Write both files. What was not measured this time stays as it was measured before."""
        path = folder / "results.json"
        before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        now = self.as_json()
        for kind in ("ratios", "seconds", "wall", "mb", "missing"):
            now[kind] = dict(sorted({**before.get(kind, {}), **_dict(now[kind])}.items()))
        had = {name for kind in ("ratios", "seconds", "mb") for name in _dict(now[kind])}
        now["missing"] = {k: why for k, why in _dict(now["missing"]).items() if k not in had}
        path.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (folder / "RESULTS.md").write_text(table(now), encoding="utf-8")


def table(said: dict[str, object]) -> str:
    """Return the results as a page."""
    rows = [
        "# What was measured",
        "",
        "By `make bench`, in CPU seconds with all children; ratios round by round, ours and the",
        "peer's in turn. Parts can be measured alone (`python -m benchmarks --only pages`); what",
        "was not measured again stays. Seconds are to be read with bare Python's, since machines",
        "differ and one machine does too, from hour to hour.",
        "",
        *(f"- {name}: {value}" for name, value in _dict(said["machine"]).items()),
        "",
        "| what | name | median | range | wanted |",
        "|---|---|---|---|---|",
    ]
    for name, target in TARGETS.items():
        kinds = (_dict(said[kind]) for kind in ("ratios", "seconds", "mb"))
        found = next((kind[name] for kind in kinds if name in kind), None)
        if found is None:
            why = _dict(said["missing"]).get(name, "not measured")
            rows.append(f"| {target.what} | {name} | {why} | | {target.wanted} |")
        else:
            middle, least, most = (f"{found[key]:.3g}" for key in ("median", "min", "max"))
            rows.append(
                f"| {target.what} | {name} | {middle} {target.unit} | {least} to {most} |"
                f" {target.wanted} |"
            )
    return "\n".join(rows) + "\n"


def machine() -> dict[str, str]:
    """Return what it was measured on."""
    versions = ", ".join(f"{name} {version(name)}" for name in NAMED)
    return {
        "processors": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "packages": versions,
        "others at work meanwhile": "yes" if os.getloadavg()[0] > 2 else "no",
    }


def _middle(values: Sequence[float]) -> dict[str, float]:
    figures = {"median": statistics.median(values), "min": min(values), "max": max(values)}
    return {name: round(value, 4) for name, value in figures.items()}


def _dict(value: object) -> dict[str, dict[str, float]]:
    assert isinstance(value, dict)
    return value
