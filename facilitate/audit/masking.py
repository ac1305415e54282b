"""What names people, struck out of their words; and what may name them, asked of a person."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from facilitate.model import Programme
from facilitate.model.programme import Person
from facilitate.structs import Struct

MASK = "[…]"
"""Stands where something was struck; it does not say what."""

KEEP = "keep:"
"""A line of the list that begins so lets a word stand that is also somebody's name."""
_KEPT = re.compile(r"keep\b[\s:=-]+", re.IGNORECASE)
_LIST_SIGNS = re.compile(r"^\s*(?:[-–•*]|\d{1,2}[.)])\s+")

_TITLE_WORDS = "dr doctor prof professor mr mrs ms miss mx sir dame"
_TITLES = frozenset(_TITLE_WORDS.split())
TITLES = re.compile(rf"\b(?:{'|'.join(_TITLE_WORDS.split())})\b\.?\s*", re.IGNORECASE)
"""Titles in front of names."""
_SHORTEST_NAME = 2
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d(?:[\s()/.-]{0,2}\d){6,}")
_NOUNS_WITH_CAPITALS = ("de", "lb")
_WORD = re.compile(r"\w+")
_WORD_OR_SIGNS = re.compile(r"\w+(?:['-]\w+)*|[^\w\s]+")


class NamesToMask(Struct):
    """What is struck and what is asked about, all folded: plain letters, plain apostrophes.

    `phrases` are struck in any case; `names`, single names, as they are written or in capitals, and
    in any case behind a title, because many are common words too; `initials` with full stops. Each
    of `posts` struck with one of `services` beside it. `short_forms` lead to a first name; `lone`
    are posts that one person holds; `kept` are words that the organiser lets stand. `known` are the
    words of the programme's own names, which raise no question; `asks_of_capitals` is False of a
    language that writes every noun with one.
    """

    phrases: tuple[str, ...]
    names: tuple[str, ...]
    initials: frozenset[str]
    posts: tuple[str, ...]
    services: tuple[str, ...]
    short_forms: frozenset[str]
    lone: tuple[str, ...]
    kept: frozenset[str]
    known: frozenset[str]
    asks_of_capitals: bool


_BETWEEN = re.compile(r"[,;]")


def names_to_mask(programme: Programme, listed: str = "") -> NamesToMask:
    """Return what names the people of a programme; `listed` is the organiser's own list.

    The list has one word or phrase a line, or several with commas; `#` begins a remark, and
    `keep: Model` lets a word stand. Struck besides: people's names whole and in parts, and a
    service with its role.
    """
    lines = [
        _LIST_SIGNS.sub("", line.partition("#")[0]).strip() for line in re.split(r"[\n;]", listed)
    ]
    kept = frozenset(
        _same(word.strip())
        for line in lines
        if _KEPT.match(line)
        for word in _BETWEEN.split(_KEPT.sub("", line))
    )
    listed_words = (_BETWEEN.split(line) for line in lines if not _KEPT.match(line))
    own = [word.strip() for words in listed_words for word in words if word.strip()]

    def ordered(words: Iterable[str]) -> tuple[str, ...]:
        """Return the words once each, longest first, so that a name is struck whole."""
        found = {spelt for word in words for spelt in _spellings(word) if _same(spelt) not in kept}
        return tuple(sorted(found, key=lambda word: (-len(word), word)))

    given = [_parts(person.name) for person in programme.people]
    posts = [post for person in programme.people for post in _posts(programme, person)]
    firsts = {_same(parts[0]) for parts in given if parts}
    return NamesToMask(
        phrases=ordered((*own, *_phrases(programme))),
        names=ordered(part for parts in given for part in parts if _is_name(part)),
        initials=frozenset(one for parts in given for one in _initials(parts)),
        posts=ordered(posts),
        services=ordered(_services(programme)),
        short_forms=frozenset(short for name in firsts for short in _short_forms(name)) - firsts,
        lone=ordered(post for post in set(posts) if posts.count(post) == 1),
        kept=kept,
        known=frozenset(_WORD.findall(_same(f"{programme.name} {programme.says.client}"))),
        asks_of_capitals=not programme.says.language.startswith(_NOUNS_WITH_CAPITALS),
    )


def lines_with_a_colon(listed: str) -> Iterator[int]:
    """Yield the lines (from 1) of the organiser's list whose colon is part of what is struck."""
    for number, line in enumerate(listed.split("\n"), 1):
        words = _LIST_SIGNS.sub("", line.partition("#")[0]).strip()
        if re.search(r":(\s|$)", words) and not _KEPT.match(words):
            yield number


def mask_names(words: str, names: NamesToMask) -> str:
    """Return the words with what names people taken out; words that name nobody are unchanged."""
    before = unicodedata.normalize("NFC", words)
    found = _NUMBER.sub(MASK, _ADDRESS.sub(MASK, before))
    for pattern in _patterns(names):
        found = _struck(found, pattern)
    if found == before:
        return words
    return re.sub(rf"{re.escape(MASK)}(?:\s+{re.escape(MASK)})+", MASK, found)


def possible_names(words: str, names: NamesToMask) -> tuple[str, ...]:
    """Return what may name or single somebody out, which only a person can know, as it is written.

    That is: `the only woman`, `she`, a short form, initials, a name in small letters or with a slip
    in it, a service, a word with a capital inside a sentence. Ask of words that are struck already.
    """
    text = unicodedata.normalize("NFC", words).replace(MASK, "x")
    folded, places = _folded(text)
    found = [one for pattern in _doubtful(names) for one in pattern.finditer(folded)]
    seen = {place for one in found for place in range(*one.span())}
    found += [one for one in _misspelt(folded, names) if one.start() not in seen]
    if names.asks_of_capitals:
        others = (one for one in _unknown(folded) if _same(one[0]) not in names.known)
        found += [one for one in others if one.start() not in seen]
    spans = sorted((places[one.start()], places[one.end() - 1] + 1) for one in found)
    said = (" ".join(text[start:end].split()) for start, end in spans)
    return tuple(dict.fromkeys(one for one in said if _same(one) not in names.kept))


def untitled(name: str) -> str:
    """Return a name without `Dr`, `Prof` and the like in front."""
    parts = name.split()
    while parts and parts[0].rstrip(".").casefold() in _TITLES:
        parts = parts[1:]
    return " ".join(parts)


# ----------------------------------------------------------------------- what the plan says

_COMMON_WORDS = """
am an art as at august bay be bill bob brook by chase clay cliff dawn dale dean do drew faith fay
field ford frank gene go grace grant green guy hall he heath hill hope if in is it ivy jack jade jet
joy june king lance lane long love major mark may me miles my nick no of olive on or page park pat
pearl penny place ray read rich rob rose sample sandy short skip small so stone sue summer to up us
van wade walker ward we west will wood woods work worth young
"""
_COMMON = frozenset(_COMMON_WORDS.split())
"""Names that are common words as well: in small letters and capitals they are left alone."""

_VERBS = frozenset(["will", "may", "is", "am", "do", "be", "read", "chase", "mark"])
"""Of these, what may follow `the dr` or `our doctor` and be no name."""

_SHORT = """
abigail abby gail; alexander alex al sandy xander sasha; andrew andy drew; anthony tony; barbara
barb babs; benjamin ben benny; catherine cath cathy kate katie kathy; katherine kate katie kathy
kath; charles charlie chas chuck; christopher chris kit; christine chris chrissie tina; daniel dan
danny; david dave davy; deborah deb debbie; edward ed eddie ted ned; elizabeth liz lizzie beth betty
betsy eliza libby lisa; emily em; florence flo flora; frances fran francie; francis frank; frederick
fred freddie; geoffrey geoff; gerald gerry jerry; gillian gill jill; harold harry hal; helen nell;
henry harry hal hank; isabella bella izzy; jacqueline jackie; james jim jimmy jamie; janet jan;
jennifer jen jenny; jeremy jerry; john jack johnny; jonathan jon; joseph joe joey; judith judy;
lawrence larry; leonard len lenny; margaret maggie meg peggy greta rita daisy madge; martin marty;
mary molly polly; matthew matt; michael mike mick micky; mohammed mo mohamed mohammad muhammad;
nicholas nick nicky; nicola nicky; pamela pam; patricia pat patsy tricia trish; patrick pat paddy;
peter pete; philip phil; rebecca becky becca; richard rick dick rich ricky; robert bob bobby rob
robbie bert; ronald ron; samantha sam; samuel sam sammy; sarah sally; sebastian seb; simon si;
stephen steve; steven steve; susan sue susie; theodore ted theo; theresa tess terry; thomas tom
tommy; timothy tim; valerie val; victoria vicky tori; vincent vince; walter wally walt; william bill
billy will liam
"""
_NICKNAMES = {
    name[0]: frozenset(name[1:]) for entry in _SHORT.split(";") if (name := entry.split())
}


def _same(word: str) -> str:
    return _folded(word.strip())[0].casefold()


def _is_name(part: str) -> bool:
    short = len(part) < 3 and part.casefold() in _COMMON
    return len(part) >= _SHORTEST_NAME and not part.islower() and not short


def _parts(name: str) -> list[str]:
    """Return the names in a name: of `Dr Robert (Bob) O'Brien-Lee, chair` these four."""
    # `Alex Lead, chair of the board`: what follows the comma is no name of anybody.
    own = unicodedata.normalize("NFC", untitled(name.partition(",")[0]).translate(_APOSTROPHES))
    return re.findall(r"[^\W\d_](?:[\w\u0300-\u036f]|'(?=\w))*", own)


def _initials(parts: list[str]) -> Iterator[str]:
    """Yield a person's initials: all of them, the first two, the first and the last."""
    if len(parts) > 1:
        yield "".join(part[0] for part in parts)
        yield parts[0][0] + parts[1][0]
        yield parts[0][0] + parts[-1][0]


def _phrases(programme: Programme) -> Iterator[str]:
    for person in programme.people:
        if person.name:
            yield person.name
            yield from map(untitled, person.name.split(","))
            parts = _parts(person.name)
            yield " ".join(parts[:1] + parts[1:][-1:])
        yield person.id
        if not person.pair and person.title:
            yield person.title


def _posts(programme: Programme, person: Person) -> Iterator[str]:
    if person.pair:
        role = programme.says.roles.get(person.role)
        words = (person.role.replace("-", " "), role.one if role else "", person.title)
        yield from sorted({word.casefold() for word in words if word})


def _services(programme: Programme) -> Iterator[str]:
    """Yield what the pairs' services are called: in full, by the pair's id, and by their site."""
    for key, pair in programme.pairs.items():
        yield from (pair.service, key.replace("-", " "), pair.site)


def _short_forms(name: str) -> Iterator[str]:
    """Yield how a first name may be shortened: beginnings of it, and the usual short forms."""
    yield from (name[:length] for length in range(3, len(name)))
    yield from _NICKNAMES.get(name, ())


# ------------------------------------------------------------------- letters without accents

_APOSTROPHES = str.maketrans("‘’ʼ`´", "'''''")
_PLAIN_LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
}
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without accents, and where in it each of the letters came from."""
    text = text.translate(_APOSTROPHES)  # one of which is ASCII
    if text.isascii():
        return text, range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = letter
        if ord(letter) > 127:
            small = _PLAIN_LETTERS.get(letter.lower())
            if small:
                plain = small.capitalize() if letter.isupper() else small
            else:
                kept = unicodedata.normalize("NFKD", letter)
                plain = "".join(one for one in kept if not unicodedata.combining(one))
        letters += plain
        places += [place] * len(plain)
    return "".join(letters), places


def _spellings(word: str) -> Iterator[str]:
    """Yield a name as it may be typed: without accents, umlauts spelt out, no apostrophe."""
    written = unicodedata.normalize("NFC", word.strip())
    for spelt in (written, written.translate(_SPELT_OUT)):
        plain = " ".join(_folded(spelt)[0].split())
        if plain:
            yield plain
            joined = plain.replace("'", "")
            if joined and joined != plain:
                yield from (joined, joined.capitalize())


def _struck(text: str, pattern: re.Pattern[str]) -> str:
    """Return the text with what fits the pattern, accents aside, replaced by the mask."""
    folded, places = _folded(text)
    done: list[str] = []
    at = 0
    for found in pattern.finditer(folded):
        end = places[found.end()] if found.end() < len(places) else len(text)
        done += [text[at : places[found.start()]], MASK]
        at = end
    return "".join((*done, text[at:])) if done else text


# ------------------------------------------------------------------------------- the patterns


def _one_of(words: Iterable[str], ending: str = "") -> str:
    """Return a pattern of any of the words, or of nothing that could ever be written."""
    parted = (re.split(r"[\s-]+", word) for word in words)
    inner = "|".join(r"[\s\u2010-\u2015-]+".join(map(re.escape, parts)) for parts in parted)
    return rf"(?:{inner}){ending}" if inner else r"(?!)"


def _whole(inner: str, *, any_case: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)", re.IGNORECASE if any_case else 0)


@cache
def _patterns(names: NamesToMask) -> tuple[re.Pattern[str], ...]:
    """Return what is struck, in this order."""
    single = _one_of(names.names)
    uncommon = [one for one in names.names if _same(one) not in _COMMON]
    service = _one_of(names.services, r"(?:'s|s')?")
    place = (
        rf"{service}(?:\s+(?:team|service|ward|unit|school|site|side|department|clinic)(?:'s)?)?"
    )
    post = _one_of(names.posts, "s?")
    longest_first = sorted(names.initials, key=lambda one: (-len(one), one))
    dotted = [r"\.\s?".join(map(re.escape, one)) + r"\." for one in longest_first]
    first = r"(?:[A-Z](?:\.\s*|\s+))"
    mr, dr = r"(?:mr|mrs|ms|mx)\.?\s+", r"(?:dr|doctor|prof|professor|sir|dame)\.?\s+"
    after_dr = _one_of(one for one in names.names if _same(one) not in _VERBS)
    honoured = r"(?:[Dd][Rr]|[Pp]rof(?:essor)?|M[Rr]s?|m(?:rs?|s|x)|M[sx]|Miss|Sir|Dame)\.?\s+"
    return (
        _whole(rf"(?:{mr}|{dr})?{_one_of(names.phrases)}", any_case=True),
        _whole(rf"{mr}{first}*{single}(?:[\s-]+{single})*", any_case=True),
        _whole(rf"{dr}{first}*{after_dr}(?:[\s-]+{after_dr})*", any_case=True),
        # Somebody whom no plan knows.
        _whole(rf"{honoured}{first}*[A-Z]['\w]*[a-z](?:[\s-][A-Z]['\w]*[a-z])*"),
        _whole(rf"{place}\s+{post}", any_case=True),
        _whole(
            rf"{post}\s+(?:of|for|in|at|from|on|over\s+at)\s+(?:the\s+|our\s+)?{place}",
            any_case=True,
        ),
        _whole(rf"(?:{first}(?={single}))?{_one_of((*names.names, *map(str.upper, uncommon)))}"),
        _whole(rf"(?:{'|'.join(dotted) or '(?!)'})"),
    )


_NOT_ONLY = """
thing things way time times reason problem question place day meeting room answer option
exception difference chance point choice hope exercise who
"""
_SINGLE = rf"""
(?:the|our|an?)\s+only\s+(?!(?:{"|".join(_NOT_ONLY.split())})\b)(?:[\w-]+\s+)?[\w-]+
|only\s+(?:woman|man|female|male|person|one\s+(?:of|in|who|with|from))\b
|the\s+(?:newest|youngest|oldest|eldest|longest-serving|most\s+senior)\s+[\w-]+
|(?:the|our)\s+new\s+(?:woman|man|colleague|starter|person|one|lady|lead|manager|doctor|head)\b
|(?:the|our|that|an?)\s+(?:pregnant|deaf|blind|disabled|gay|lesbian|trans|black|asian|white|foreign
|retired|retiring|female|male|young|younger|older|elderly|tall|bald|part-time)\s+(?:POST)
|(?:the|our|that)\s+(?:[\w-]+\s+)?(?:POST)\s+(?:who|whose|with|from|at)\s+\w+
|as\s+an?\s+(?:\w+\s+)?(?:woman|man|mother|father|parent|carer|muslim|christian|jew|hindu|sikh)\b
|my\s+(?:maternity|paternity|sick|pregnancy|disability|accent|religion|husband|wife)\b(?:\s+leave)?
"""
_ANYBODY = "one|man|woman|person|lady|guy|colleague"
_DAYS_AND_MONTHS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december christmas easter i i'm i'd i'll i've ok english nhs it
mon tue wed thu fri sat sun
"""
_NO_NAMES = frozenset(_DAYS_AND_MONTHS.split())


@cache
def _doubtful(names: NamesToMask) -> tuple[re.Pattern[str], ...]:
    """Return what may name somebody and may not."""
    small = [one.casefold() for one in names.names if _same(one) not in _COMMON]
    capital = [one.capitalize() for one in sorted(names.short_forms)]
    posts = f"(?:{_one_of(names.posts)}|{_ANYBODY})"
    single = "|".join(_SINGLE.split("\n|")).strip().replace("(?:POST)", posts)
    return (
        re.compile(rf"(?<!\w)(?:{single})", re.IGNORECASE),
        _whole(_one_of(small, "(?:'?s)?")),
        _whole(_one_of(names.names, "s")),
        _whole(_one_of(capital, "(?:'?s)?")),
        _whole(_one_of(sorted(names.initials))),
        _whole(r"(?:[A-Z]\.\s?){2,}|(?i:dr|mrs?|ms|mx|prof)\.?\s+[A-Z](?:\.|(?=['\s]))"),
        _whole(rf"(?:the|our)\s+{_one_of(names.lone)}", any_case=True),
        _whole(_one_of(one for one in names.services if not one.islower())),
        _whole(r"s?he|him|his|hers?", any_case=True),  # everybody knows who is whose partner
        _whole(r"(?:dr|mr|mrs|prof)\.?\s+(?!who\b|says?\b|said\b|is\b|was\b|and\b|or\b)[a-z]{3,}"),
    )


_LONG = 6
"""A name of so many letters is known with a slip in it; of one letter less, with its capital."""


def _misspelt(text: str, names: NamesToMask) -> Iterator[re.Match[str]]:
    """Yield words that are a name but for one letter, or for two that changed places."""
    known = {_same(one) for one in names.names if len(one) >= _LONG - 1}
    for piece in _WORD.finditer(text):
        word = piece[0]
        if len(word) >= _LONG - word[0].isupper() and any(
            _is_slip(word.casefold(), one) for one in known
        ):
            yield piece


def _is_slip(word: str, name: str) -> bool:
    """Say whether one letter is missing, too many or wrong, or two neighbours are turned round."""
    if word == name or abs(len(word) - len(name)) > 1:
        return False
    short, long = sorted((word, name), key=len)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    turned = short[at + 1 : at + 2] + short[at : at + 1] == long[at : at + 2]
    return short[at + 1 :] == long[at + 1 :] or (turned and short[at + 2 :] == long[at + 2 :])


def _unknown(text: str) -> Iterator[re.Match[str]]:
    """Yield words with a capital that stand inside a sentence, days and months left out."""
    starts = True
    for piece in _WORD_OR_SIGNS.finditer(text):
        word = piece[0]
        if not word[0].isalnum():
            starts = starts or any(sign in word for sign in '.!?:…"“[]|')
            continue
        plain = word.partition("'")[0]
        is_capital = plain[:1].isupper() and not plain.isupper()
        if is_capital and not starts and plain.casefold() not in _NO_NAMES:
            yield piece
        starts = False
