"""What people change about who takes part: somebody cannot come, a name, a role, a service.

No act asks why somebody cannot come, and none writes it down.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from facilitate.edit.day_acts import DAY_KEYS
from facilitate.edit.plan_snapshot import Snapshot, document, refusal
from facilitate.edit.proposal import Draft, as_act
from facilitate.edit.text_edits import refusing, with_words_at
from facilitate.faults import KeyPath, did_you_mean
from facilitate.files import start_of
from facilitate.load import yaml_keys
from facilitate.load.problems import PRIVATE
from facilitate.load.yaml_spans import Words, YamlDocument
from facilitate.load.yaml_text import MOST_BYTES
from facilitate.load.yaml_values import words_in
from facilitate.model import Programme
from facilitate.model.attendance import ids_of, people_of
from facilitate.model.plan import Sponsor
from facilitate.model.programme import Person
from facilitate.model.roles import plural_of
from facilitate.model.times_and_dates import as_date
from facilitate.pipeline.plan_templates import OWN

# ---------------------------------------------------------------------------- who comes to a day


@as_act
def cannot_come(snapshot: Snapshot, day: str, person: str) -> Draft:
    """Note that a person (or a pair, by its id) cannot come to a day."""
    found, programme = snapshot.day(day), snapshot.plan.programme
    who = _person(snapshot, person)
    if who.id not in snapshot.table(day).present:
        message = f"{who.name} is not expected on that day."
        raise refusal("E103", message, "Look who is there on the day.", found.file)
    doc = snapshot.document(found.file)
    # By name where others are, and that name means nobody else.
    named = {one.name for one in programme.people} & set(found.says.absent)
    word = who.name if named and people_of(who.name, programme) == (who,) else who.id
    text = with_words_at(doc, ("absent",), _listed(doc, ("absent",), word), DAY_KEYS)
    told = f"{who.name} cannot come to {found.says.title}{_left(programme, snapshot, day, who)}."
    return Draft({found.file: text}, lambda *_: told)


def _left(programme: Programme, snapshot: Snapshot, day: str, who: Person) -> str:
    """Return what that leaves of a pair, as the end of a sentence."""
    present = set(snapshot.table(day).present) - {who.id}
    rest = [one.name for one in programme.people if one.pair == who.pair and one.id in present]
    if not who.pair:
        return ""
    pair = programme.pairs[who.pair].called(who.pair)
    return f"; {' and '.join(rest) or 'nobody'} will be there for {pair}"


@as_act
def is_back(snapshot: Snapshot, day: str, person: str) -> Draft:
    """Note that a person comes to a day after all."""
    found, programme = snapshot.day(day), snapshot.plan.programme
    who = _person(snapshot, person)
    if who.id in snapshot.table(day).present:
        message = f"{who.name} is expected on that day already."
        raise refusal("E103", message, "Look who is there on the day.", found.file)
    text = snapshot.text(found.file)[0]
    if who.id in ids_of(found.says.absent, programme):
        doc = document(text, found.file)
        left = list(_without(found.says.absent, who, programme))
        alone = len(left) == 1 and isinstance(doc.data["absent"], str)
        text = with_words_at(doc, ("absent",), left[0] if alone else tuple(left), DAY_KEYS)
    if found.says.present and who.id not in ids_of(found.says.present, programme):
        doc = document(text, found.file)
        text = with_words_at(doc, ("present",), _listed(doc, ("present",), who.id), DAY_KEYS)
    told = f"{who.name} comes to {found.says.title} after all."
    return Draft({found.file: text}, lambda *_: told)


def _without(words: Iterable[str], who: Person, programme: Programme) -> Iterable[str]:
    """Yield the words without one person; of a pair that is named, the others."""
    for word in words:
        meant = people_of(word, programme)
        if who not in meant:
            yield word
        else:
            yield from (one.id for one in meant if one != who)


def _listed(doc: YamlDocument, path: KeyPath, word: str) -> Words:
    """Return what stands in a list of words with one more: one word alone needs no brackets."""
    there = doc.data.get(str(path[-1]))
    if there is None:
        return word
    return (*([there] if isinstance(there, str) else there), word)


def _person(snapshot: Snapshot, word: str) -> Person:
    people = snapshot.plan.programme.people
    found = [one for one in people if one.id == word]
    if not found:
        hint = did_you_mean(word, [one.id for one in people], otherwise="Look at the plan anew.")
        raise refusal("E103", f"Nobody has the id {word!r}.", hint, snapshot.plan.programme.file)
    return found[0]


# ------------------------------------------------------------------------------ names and words

WORDS = (".yaml", ".yml", ".md", ".csv", ".txt")
"""How files end whose words can be read."""


@as_act
def rename(snapshot: Snapshot, person: str, name: str) -> Draft:
    """Write a person's name another way, everywhere where the whole name stands in the plan.

    A name of one word may be a word of its own elsewhere: it changes where it stands alone. Ids
    stay, and remarks, exercises, pages and what lies in the private folder: it is told where the
    name still stands.
    """
    programme = snapshot.plan.programme
    who = _person(snapshot, person)
    new = " ".join(name.split())
    if not new or not who.name:
        message = "A name is wanted." if not new else "This post is vacant."
        raise refusal("E103", message, "Write it in the file.", programme.file)
    shared = sum(one.name == who.name for one in programme.people) > 1
    old, renames = who.name, [(who.name, new)]
    sponsor = programme.says.sponsors.get(who.id)
    post = sponsor.name.removeprefix(old) if sponsor else ""
    if post:
        # A post behind the name (`A. Example, chief executive`) stays unless one is written.
        bare, new_post = Sponsor(name=new).name_and_title
        kept = new if new_post else f"{new}{post}"
        renames = [(old, bare), (f"{bare if ' ' in old else old}{post}", kept)]
    only = (_own_place(snapshot, who),) if shared else ()
    texts = _named_anew(snapshot, renames, only)
    count = f", in {len(texts)} files" if len(texts) > 1 else ""
    still = () if shared else tuple(_still_named(snapshot, old, new, texts))
    there = f" {old} still stands in {', '.join(still)}." if still else ""
    told = f"{old} is now written {new}{count}.{there}"
    return Draft(texts, lambda *_: told)


def _still_named(
    snapshot: Snapshot, name: str, new: str, texts: Mapping[str, str]
) -> Iterator[str]:
    """Yield the files in which a name will still stand: remarks, own exercises and pages, private.

    A new name that has the former one in it does not name it. Without the private folder that one
    is left aside.
    """
    former = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")

    def names(text: str) -> bool:
        return former.search(text.replace(new, "")) is not None

    for file in snapshot.raw:
        if not file.startswith(PRIVATE) and names(texts.get(file) or snapshot.text(file)[0]):
            yield file
    folder = snapshot.plan.folder
    for part in ("exercises", *OWN, *([] if snapshot.sample else [PRIVATE])):
        for path in sorted((folder / part).rglob("*")):
            text = start_of(path, MOST_BYTES) if path.suffix in WORDS else b""
            if names(text.decode("utf-8", "replace")):
                yield path.relative_to(folder).as_posix()


def _own_place(snapshot: Snapshot, who: Person) -> KeyPath:
    """Return where a person's name is written."""
    path: KeyPath = who.written_at
    node = snapshot.document(snapshot.plan.programme.file).node(path)
    return path if node is not None and node.kind == "word" else (*path, "name")


def _named_anew(
    snapshot: Snapshot, renames: Iterable[tuple[str, str]], only: tuple[KeyPath, ...]
) -> dict[str, str]:
    """Return the texts in which a name stands, with another one; one renaming after the other."""
    programme = snapshot.plan.programme.file
    files = [programme] if only else [one for one in snapshot.raw if not one.startswith(PRIVATE)]
    texts = {}
    for file in files:
        doc = before = snapshot.document(file)
        for old, new in renames:
            with refusing(doc):
                text = yaml_keys.renamed(doc, old, new, whole=" " not in old, only=only)
            doc = document(text, file)
        if doc.text != before.text:
            texts[file] = doc.text
    return texts


@as_act
def hand_over(snapshot: Snapshot, person: str, name: str, begins: date) -> Draft:
    """Write who holds a post of a pair from a day on, in place of whoever left; the id stays."""
    file, who = snapshot.plan.programme.file, _person(snapshot, person)
    new = " ".join(name.split())
    if not new or not who.pair:
        message = "A name is wanted." if who.pair else "A sponsor has no first and last day."
        raise refusal("E103", message, "Write it in the file.", file)
    if new == who.name:
        message = f"{new} holds this post already."
        raise refusal("E103", message, "Write the name of whoever comes.", file)
    doc, path = snapshot.document(file), who.written_at
    node = doc.node(path)
    if node is None or node.kind == "word":
        text = with_words_at(doc, path, {"name": new, "from": begins.isoformat()}, ())
    else:
        text = doc.text
        for key, words in (("name", new), ("from", begins.isoformat())):
            text = with_words_at(
                document(text, file), (*path, key), words, ("name", "title", "from")
            )
        for key in ("until", "acting", "vacant"):
            if document(text, file).node((*path, key)) is not None:
                text = with_words_at(document(text, file), (*path, key), "", ())
    told = (
        f"{new} holds the post {person} from {as_date(begins)}. Nothing that was "
        "chosen or answered before counts as theirs."
    )
    if {person} & {*snapshot.plan.private.contacts, *snapshot.plan.private.access}:
        told += " Their address and needs in private/ are still those of before."
    return Draft({file: text}, lambda *_: told)


@as_act
def entitle(snapshot: Snapshot, person: str, title: str) -> Draft:
    """Write a person's title, such as `Lead psychiatrist`; nothing for no words."""
    file, who = snapshot.plan.programme.file, _person(snapshot, person)
    doc = snapshot.document(file)
    path: KeyPath = who.written_at
    node = doc.node(path)
    if node is not None and node.kind == "word":
        if not title:
            message, hint = f"{who.name} has no title here.", "Look at the plan anew."
            raise refusal("E103", message, hint, file)
        text = with_words_at(doc, path, {"name": who.name, "title": title}, ())
    else:
        text = with_words_at(doc, (*path, "title"), title, ("name", "title"))
    told = (
        f"{who.name} is now {title.rstrip('.')}."
        if title
        else f"{who.name} has no title any longer."
    )
    return Draft({file: text}, lambda *_: told)


@as_act
def say_of_role(snapshot: Snapshot, role: str, one: str, many: str = "") -> Draft:
    """Call a role by other words: one of its members, and many."""
    file, roles = snapshot.plan.programme.file, snapshot.plan.programme.says.roles
    if role not in roles or not one:
        hint = f"Known here: {', '.join(roles)}."
        raise refusal("E103", f"There is no role {role!r}.", hint, file)
    doc = snapshot.document(file)
    words = _as_written(one, many)
    node = doc.node(("roles",))
    if node is None or node.kind != "map":
        others = {key: _as_written(said.one, said.many) for key, said in roles.items()}
        every = {**others, role: words}
        text = with_words_at(doc, ("roles",), every, ("language", "starts", "minimum group"))
    else:
        there = node.value(role)
        if there is not None and there.kind == "map":
            text = with_words_at(doc, ("roles", role, "one"), one, ())
            path = ("roles", role, "many")
            text = with_words_at(document(text, file), path, many or plural_of(one), ("one",))
        else:
            text = with_words_at(doc, ("roles", role), words, ())
    told = f"Who was called {roles[role].one} is now called {one}, many of them "
    told += f"{many or plural_of(one)}."
    return Draft({file: text}, lambda *_: told)


def _as_written(one: str, many: str) -> Words:
    """Return the words of a role as one writes them: those for many only where they are odd."""
    return one if many in ("", plural_of(one)) else {"one": one, "many": many}


@as_act
def service_of(snapshot: Snapshot, pair: str, words: str) -> Draft:
    """Say another service of a pair; none for no words.

    Where the service's former name stands for the pair in a list, the new one does.
    """
    programme = snapshot.plan.programme
    file = programme.file
    if pair not in programme.pairs:
        hint = did_you_mean(pair, programme.pairs, otherwise="Look at the plan anew.")
        raise refusal("E103", f"There is no pair {pair!r}.", hint, file)
    old = programme.pairs[pair].service
    texts = {}
    if old and words:
        texts = _service_anew(snapshot, old, words)
    doc = document(texts.get(file, snapshot.text(file)[0]), file)
    texts[file] = with_words_at(doc, ("pairs", pair, "service"), words, ("service",))
    called = programme.pairs[pair].called(pair)
    told = f"{called}: service is now {words}." if words else f"{called} has no service any longer."
    return Draft(texts, lambda *_: told)


WHO = frozenset(
    {"who", "present", "absent", "coaches", "keep apart", "manages", "led by", "witness", "owner"}
)
"""Keys under which people and pairs are named."""


def _service_anew(snapshot: Snapshot, old: str, new: str) -> dict[str, str]:
    texts = {}
    for file in (one for one in snapshot.raw if not one.startswith(PRIVATE)):
        doc = snapshot.document(file)
        places = [path for path, word in words_in(doc.data) if word == old and WHO & set(path)]
        if places:
            with refusing(doc):
                texts[file] = yaml_keys.renamed(doc, old, new, whole=True, only=tuple(places))
    return texts
