"""What to type where Click is not understood: its words about wrong use, put plainly."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from facilitate.faults import nearest, quoted

_FORMATS = {"word": "docx", "doc": "docx", "powerpoint": "pptx", "ppt": "pptx", "web": "html"}
"""What people call formats."""

_ONLY = {"day", "pair", "person"}
"""What people write as an option of its own, and is an id of `--only`."""


CLICK: Mapping[str, re.Pattern[str]] = {
    "too much": re.compile(r"unexpected extra arguments? \((.*)\)"),
    "no such choice": re.compile(r"'(.*?)' is not one of (.*)\.$"),
    "no number": re.compile(r"is not a valid integer(?: range)?\."),
    "too small": re.compile(r"(\S+) is not in the range x>=(\d+)\."),
}
"""What Click says only in words: the kind of a wrong use, and how it is known."""


def put_plainly(
    error: click.ClickException, given: Sequence[str]
) -> tuple[click.ClickException, tuple[str, ...]]:
    """Return what Click says of wrong use in plainer words, and lines to be told behind it."""
    if isinstance(error, click.NoSuchOption):
        near = _option_near(error, given)
        return click.NoSuchOption(error.option_name, ctx=error.ctx), near
    if type(error) is click.BadParameter and (plain := _of_numbers(error)):
        return click.BadParameter(plain, error.ctx, error.param, error.param_hint), ()
    return error, _lines(error, given)


def _lines(error: click.ClickException, given: Sequence[str]) -> tuple[str, ...]:
    if too_much := CLICK["too much"].search(error.message):
        return (_of_what_is_too_much(error, too_much[1], given),)
    if isinstance(error, click.MissingParameter) and error.ctx:
        example = {"NAME": "my-programme", "OUT": "my-programme/out", "FILE": "answers.csv"}
        missing = error.param.make_metavar(error.ctx) if error.param else ""
        return (f"Write {error.ctx.command_path} {example.get(missing, missing)}",)
    if isinstance(error, click.BadOptionUsage):
        return (f"Write {error.option_name} and what it says, or leave it out.",)
    found = CLICK["no such choice"].match(error.message)
    if isinstance(error, click.BadParameter) and found:
        return _of_a_choice(error, found[1], re.findall(r"'(.*?)'", found[2]))
    return ()


def _option_near(error: click.NoSuchOption, given: Sequence[str]) -> tuple[str, ...]:
    """Name the option that was meant: by its letters, whatever dashes stand before them."""
    params = error.ctx.command.params if error.ctx else []
    known = {one.lstrip("-"): one for param in params for one in param.opts if one[:2] == "--"}
    meant = [word[1:] for word in given if word[:1] == "-" and word[1:] in known]
    asked = error.option_name.lstrip("-")
    if asked in _ONLY and "only" in known:
        return (f"Write --only and the id of the {asked}.",)
    near = (*meant, nearest(asked, known))[0]
    if near:
        return (f"Did you mean {known[near]!r}?",)
    listed = ", ".join(known.values())
    return (f"Known here: {listed}.",) if 0 < len(known) <= _MOST_LISTED else ()


_MOST_LISTED = 8


def _of_numbers(error: click.BadParameter) -> str:
    """Return Click's words about a number in plainer ones; nothing of other words."""
    if CLICK["no number"].search(error.message):
        return CLICK["no number"].sub("is no whole number in figures.", error.message)
    if CLICK["too small"].search(error.message):
        return CLICK["too small"].sub(r"\1 is too small: \2 is the least.", error.message)
    return ""


def _of_what_is_too_much(error: click.ClickException, extra: str, given: Sequence[str]) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    verb = context.command_path if context else "facilitate"
    params = context.command.params if context else ()
    options = {one for param in params for one in param.opts}
    several = {one for param in params if getattr(param, "multiple", False) for one in param.opts}
    if extra in ("pdf", "docx", "pptx", "html") and "--formats" in options:
        return f"Did you mean --formats {extra}?"
    takes = {one.name for one in params}
    if "file" in takes and "--plan" in options:
        plan = next((word for word in given if Path(word).is_dir()), "my-programme")
        file = next((word for word in given if Path(word).is_file()), "FILE")
        return f"Write {verb} {quoted(Path(file))} --plan {quoted(Path(plan))}"
    words = extra.split()
    before = given[: given.index(words[0])] if words[0] in given else ()
    if len(before) > 1 and before[-2] in options and not Path(words[0]).exists():
        option, value = before[-2:]
        each = " ".join(f"{option} {one}" for one in (value, *words))
        quotes = f'Put a name that holds spaces into quotes: {option} "{value} {extra}"'
        return quotes if option not in several else f"Write it once for each: {each}"
    in_parts = len(words) > 1 or any(Path(f"{one} {extra}").exists() for one in given)
    in_parts = in_parts and not Path(extra).exists()
    if not in_parts and any(Path(word).exists() for word in given):
        return f"Name one plan alone. What else there is says: {verb} --help"
    return 'Put a name that holds spaces into quotes: "My programme".'


def _of_a_choice(error: click.BadParameter, word: str, choices: Sequence[str]) -> tuple[str, ...]:
    option = error.param.opts[0] if error.param else ""
    parts = re.split(r"[\s,;]+", word)
    if len(parts) > 1 and all(_FORMATS.get(one, one) in choices for one in parts):
        each = " ".join(f"{option} {_FORMATS.get(one, one)}" for one in parts)
        return (f"Write it once for each: {each}",)
    meant = _FORMATS.get(word.casefold(), "")
    near = meant if meant in choices else nearest(word, choices)
    return (f"Did you mean {near!r}?",) if near else ()
