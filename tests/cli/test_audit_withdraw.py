"""`audit withdraw`: what goes and changes is said first, then done, and betrays nobody."""

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from facilitate.audit.finding import Finding, findings_for
from facilitate.audit.findings import GroupTheme
from facilitate.audit.findings_of_plan import audit_plan
from facilitate.audit.wave import score_wave
from facilitate.figures import number
from facilitate.load.plan import Plan, load_plan
from facilitate.recipient import GROUP
from tests.cli.a_terminal import typed
from tests.pipeline.test_subject_access import asked, canaries, folder  # noqa: F401  a fixture

LEAVER = "rehab-doctor"
BETWEEN = ("--today", "2027-04-01")


def plan_of(programme: Path) -> Plan:
    plan, _ = load_plan(programme)
    assert plan is not None
    return plan


def bytes_of(programme: Path) -> dict[str, bytes]:
    private = programme / "private"
    return {
        path.relative_to(programme).as_posix(): path.read_bytes()
        for path in private.rglob("*")
        if path.is_file()
    }


def withdrawn(programme: Path, *more: str) -> tuple[int, str, str]:
    return typed("audit", "withdraw", LEAVER, programme, *BETWEEN, *more)


def small(folder: Path, *more: str) -> tuple[int, str, str]:  # noqa: F811
    """The same for one of three pairs, after their only day."""
    return typed("audit", "withdraw", "crisis-doctor", folder, "--today", "2027-06-01", *more)


# ------------------------------------------------------------------- somebody who has both pages


def printed(plan: Plan, day: str) -> list[Finding]:
    """What the group reads on a day, by the answers as they lie there."""
    on = next(one.says.date for one in plan.days if one.id == day)
    return list(findings_for(GROUP, audit_plan(plan, as_of=on).findings))


Figure = tuple[frozenset[str], float]
"""Who is behind a printed mean, as far as anybody can tell, and the sum of their means."""


def figures(plan: Plan, found: list[Finding], theme: str, gone: str = "") -> list[Figure]:
    """The printed means of a theme of the first stock take, for whoever knows who takes part.

    A figure whose n is not that of everybody known to be behind it is of no use.
    """
    people = [one for one in plan.programme.people if one.pair and one.id != gone]
    told: list[Figure] = []
    for one in found:
        if isinstance(one, GroupTheme) and (one.dimension, one.wave) == (theme, "baseline"):
            roles = [(role.mean, role.n, role.role) for role in one.roles]
            for mean, n, role in ((one.mean, one.n, ""), *roles):
                behind = frozenset(x.id for x in people if role in ("", x.role) and not x.vacant)
                if mean is not None and n == len(behind):
                    told.append((behind, float(number(mean)) * n))
    return told


def solved(plan: Plan, then: list[Finding], now: list[Finding], left: str) -> dict[str, float]:
    """Work out the leaver's mean on each theme from what two days printed, by anybody's eyes.

    Whoever looks knows the own answer besides; where that is needed, the value is not a number.
    """
    people = [one.id for one in plan.programme.people if one.pair and not one.vacant]
    want = np.array([float(one == left) for one in people])
    found: dict[str, float] = {}
    themes = {one.dimension for one in then if isinstance(one, GroupTheme)}
    for theme, insider in product(themes, ["", *(one for one in people if one != left)]):
        told = figures(plan, then, theme) + figures(plan, now, theme, left)
        told += [(frozenset({insider}), float("nan"))] if insider else []
        if told:
            sums = np.array([[float(one in behind) for one in people] for behind, _ in told])
            weights = np.linalg.lstsq(sums.T, want, rcond=None)[0]
            if np.allclose(sums.T @ weights, want):
                value = float(np.array([value for _, value in told]) @ weights)
                found.setdefault(theme, value)
    return found


def own_means(plan: Plan, person: str) -> dict[str, float | None]:
    wave = score_wave(
        name="baseline",
        table=plan.private.waves["baseline"],
        programme=plan.programme,
        questions=plan.questions,
        file="",
    )
    return dict(next(one.means for one in wave.respondents if one.id == person))


def test_whoever_has_the_pages_of_before_and_after_learns_nothing_of_the_leaver(
    programme: Path,
) -> None:
    before = plan_of(programme)
    truth = own_means(before, LEAVER)
    then = printed(before, "1-baseline")
    typed("audit", "release", "1-baseline", programme)
    assert withdrawn(programme, "--yes")[0] == 0
    after = plan_of(programme)
    assert solved(before, then, printed(after, "2-midway"), LEAVER) == {}
    # The same attack, had nobody recorded what was shown: it finds the leaver's answers.
    (programme / "private/stock-takes/ledger.csv").unlink()
    careless = solved(before, then, printed(plan_of(programme), "2-midway"), LEAVER)
    assert len(careless) > 5
    for theme, value in careless.items():
        assert value == pytest.approx(truth[theme]), theme


def test_before_a_day_is_recorded_nothing_is_taken_out(programme: Path) -> None:
    before = bytes_of(programme)
    code, _, err = withdrawn(programme, "--yes")
    assert code == 1
    assert "error[C404]: What 1-baseline showed is not recorded" in err
    assert bytes_of(programme) == before


# --------------------------------------------------------------------------- what is said, and done


def test_it_is_said_first_from_when_what_goes_and_what_was_shown(programme: Path) -> None:
    typed("audit", "release", "1-baseline", programme)
    before = bytes_of(programme)
    code, out, _ = withdrawn(programme)
    assert code == 0
    assert out.startswith(
        "No page of 2-midway, 2027-09-14, or later is made from what rehab-doctor gave"
    )
    assert "  private/stock-takes/baseline.answers.csv: 1 row\n" in out
    assert "  2-midway: The group on each theme: 10, of 14 to 15 people; then none\n" in out
    assert "with your answers among them:" in out
    assert out.endswith("Nothing was changed. Give --yes to do it.\n")
    assert "Example" not in out
    assert bytes_of(programme) == before


def test_only_the_persons_rows_and_entry_go_all_else_stays_to_the_byte(programme: Path) -> None:
    typed("audit", "release", "1-baseline", programme)
    answers = programme / "private/stock-takes/baseline.answers.csv"
    marked = answers.read_bytes().replace(b"\n", b"\r\n")
    answers.write_bytes(b"\xef\xbb\xbf" + marked)
    before = bytes_of(programme)
    assert withdrawn(programme, "--yes")[0] == 0
    after = bytes_of(programme)
    takes = "private/stock-takes"
    changed = {
        f"{takes}/baseline.answers.csv",
        f"{takes}/repeat.answers.csv",
        "private/sharing.yaml",
    }
    assert {file for file in before if after.get(file) != before[file]} == changed
    assert set(after) == set(before)
    for file in changed:
        lines = before[file].splitlines(keepends=True)
        kept = [one for one in lines if not one.strip().startswith(LEAVER.encode())]
        assert len(kept) == len(lines) - 1
        assert after[file] == b"".join(kept)


def test_a_second_time_there_is_nothing_to_take_out(folder: Path) -> None:  # noqa: F811
    assert small(folder, "--yes")[0] == 0
    code, out, err = small(folder, "--yes")
    assert (code, out) == (0, "")
    assert "C408" in err


def test_the_data_for_programs_has_ids_and_places_alone(folder: Path) -> None:  # noqa: F811
    said = json.loads(small(folder, "--json")[1])
    assert (said["person"], said["from"], said["done"]) == ("crisis-doctor", None, False)
    assert {"file": "private/stock-takes/voices.csv", "goes": "1 row"} in said["files"]
    assert said["by_hand"] == [{"file": "private/codebook.yaml", "line": 3}]


def test_after_the_last_day_nothing_changes_on_paper(folder: Path) -> None:  # noqa: F811
    _, out, _ = small(folder)
    assert out.startswith("No away day is to come")
    assert "That changes nothing that is shown." in out


# -------------------------------------------------------------------------- everything they gave


def test_words_forms_exports_and_copies_go_too_and_what_the_day_needs_stays(
    folder: Path,  # noqa: F811
) -> None:
    asked(folder, "crisis-doctor")
    to_check = folder / "private/stock-takes/to-check"
    to_check.mkdir()
    for name in ("p01", "p02"):
        (to_check / f"{name}.pdf").write_bytes(b"%PDF-1.7")
    others = canaries(folder, "crisis-manager")
    code, _, err = small(folder, "--yes")
    assert code == 0, err
    left = {one.removeprefix("zzdoc") for one in canaries(folder, "crisis-doctor")}
    of_the_day = {"needs", "diet", "interpreter", "email", "phone", "notes", "promise", "sheet"}
    assert left == {*of_the_day, "talk"}
    # The one place left is told: an example in the codebook is yours to change.
    assert "zzdoctalk" in (folder / "private/codebook.yaml").read_text(encoding="utf-8")
    assert canaries(folder, "crisis-manager") == others
    assert [path.name for path in to_check.iterdir()] == ["p02.pdf"]
    assert not (folder / "private/stock-takes/0.json").exists()
    assert (folder / "private/stock-takes/1.json").exists()
    assert not list((folder / "private/requests/crisis-doctor").glob("*"))


def test_what_the_one_before_gave_goes_and_what_the_one_now_gave_stays(
    folder: Path,  # noqa: F811
) -> None:
    plan = folder / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace(
        "doctor: Dr Ada Quartz", "doctor: {name: Dr New Opal, from: 2027-05-01}"
    )
    plan.write_text(text, encoding="utf-8")
    answers = folder / "private/stock-takes/baseline.answers.csv"
    assert "C408" in small(folder, "--yes")[2]
    assert "zzdoclisthelps" in answers.read_text(encoding="utf-8")
    assert small(folder, "--former", "--yes")[0] == 0
    assert "zzdoclisthelps" not in answers.read_text(encoding="utf-8")
    # An export that bears no stock take's name does not say which of the two it is of.
    assert "  private/stock-takes/raw.csv, line 2\n" in small(folder, "--former")[1]


def test_places_for_a_person_to_change_are_named_and_not_quoted(
    folder: Path,  # noqa: F811
) -> None:
    _, out, _ = small(folder)
    assert "  private/codebook.yaml, line 3\n" in out
    assert "zz" not in out


def kept(programme: Path, words: str = "") -> Path:
    """Keep a page of the first day as if it had been released, with these words among it."""
    page = programme / "private/shown/plan/theme-posters.pdf"
    page.parent.mkdir(parents=True)
    page.write_bytes(f"%PDF {words}".encode())
    return page


def test_pages_as_they_were_shown_stay_unless_they_may_quote_the_person(
    folder: Path,  # noqa: F811
) -> None:
    page = kept(folder)
    today = ("--today", "2027-06-01", "--yes")
    _, out, _ = typed("audit", "withdraw", "acute-doctor", folder, *today)
    assert page.exists()
    assert out.endswith("hand out nothing but what was kept as it was shown: private/shown/plan.\n")
    _, out, _ = typed("audit", "withdraw", "crisis-doctor", folder, *today)
    assert "private/shown/plan/theme-posters.pdf: all of it" in out
    assert not page.exists()
    assert out.endswith("Of what was printed before hand out nothing.\n")


# ------------------------------------------------------------------------- why it may not be done


def test_a_file_that_is_a_link_stops_it_and_what_it_leads_to_stays(
    folder: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    path = folder / "private/stock-takes/baseline.answers.csv"
    outside = tmp_path / "outside.csv"
    path.rename(outside)
    path.symlink_to(outside)
    before = outside.read_bytes()
    code, _, err = small(folder, "--yes")
    assert code == 1
    assert "C406" in err
    assert path.is_symlink()
    assert outside.read_bytes() == before


ON_ONE_LINE = "sharing: {crisis-doctor: {sharing: group only}, exec: {sharing: group only}}\n"


def test_choices_on_one_line_go_out_of_it_alone(folder: Path) -> None:  # noqa: F811
    path = folder / "private/sharing.yaml"
    path.write_text(f"format: 1\n{ON_ONE_LINE}", encoding="utf-8")
    assert small(folder, "--yes")[0] == 0
    left = path.read_text(encoding="utf-8")
    assert left == "format: 1\nsharing: {exec: {sharing: group only}}\n"


def test_choices_in_braces_with_a_remark_are_left_to_a_person(folder: Path) -> None:  # noqa: F811
    path = folder / "private/sharing.yaml"
    text = ON_ONE_LINE.replace("}, ", "},  # said so\n  ")
    path.write_text(f"format: 1\n{text}", encoding="utf-8")
    before = bytes_of(folder)
    code, _, err = small(folder, "--yes")
    assert code == 1
    assert "C405" in err
    assert bytes_of(folder) == before


def test_words_in_a_workbook_are_named_by_their_rows(folder: Path) -> None:  # noqa: F811
    from openpyxl import Workbook

    takes = folder / "private/stock-takes"
    book = Workbook()
    for line in (takes / "voices.csv").read_text(encoding="utf-8").splitlines():
        book.active.append(line.split(","))
    book.save(takes / "voices.xlsx")
    (takes / "voices.csv").unlink()
    code, _, err = small(folder, "--yes")
    assert code == 1
    assert "C407" in err
    assert "run this again: 2." in err


def test_somebody_unknown_is_told_with_ids_alone(programme: Path) -> None:
    code, _, err = typed("audit", "withdraw", "rehab-docto", programme)
    assert code == 1
    assert "Did you mean 'rehab-doctor'?" in err
