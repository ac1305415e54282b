"""The slides of decks as LibreOffice draws them: in the background, one deck at a time."""

import asyncio
from collections.abc import Sequence
from hashlib import sha256
from threading import Lock

from anyio import to_thread

from facilitate.office import NotDrawnError, Office
from facilitate.structs import Struct

MOST_KEPT = 4
"""So many decks are kept; of thirty slides each they take 20 MB."""

PIXELS = 1440
"""How wide a picture of a slide is: twice what most screens show of it."""


class Deck(Struct):
    """A deck to draw: its page, what it is called, the file as a build makes it, and its slides."""

    way: str
    called: str
    data: bytes
    slides: int

    @property
    def key(self) -> str:
        """What differs as soon as anything in the file does."""
        return sha256(self.data).hexdigest()[:16]


class Drawn(Struct):
    """What came of a deck: a picture of each slide, or else why there is none."""

    key: str
    pictures: Sequence[bytes]
    trouble: str = ""


class SlidePictures:
    """Keeps what LibreOffice drew of the decks that were looked at last; `None` where it is not.

    Of each page only the newest deck is drawn and shown: what was wanted before it is given up.
    """

    def __init__(self, office: Office | None) -> None:
        self._office = office
        self._lock = Lock()
        self._one_at_a_time = asyncio.Lock()
        self._wanted: dict[str, Deck] = {}
        self._drawn: dict[str, Drawn] = {}
        self._at_work = ""

    @property
    def there(self) -> bool:
        """Whether there is a LibreOffice to draw them."""
        return self._office is not None

    def of(self, way: str, key: str) -> Drawn | None:
        """Return what came of a deck; None where it is not drawn yet, or is another by now."""
        found = self._drawn.get(way)
        return found if found and found.key == key else None

    def want(self, deck: Deck) -> bool:
        """Say whether somebody has to `draw` a deck: nobody does so yet."""
        if self._office is None:
            return False
        with self._lock:
            wanted = self._wanted.get(deck.way)
            if wanted and wanted.key == deck.key:
                return False
            self._wanted[deck.way] = deck
            self._drawn.pop(deck.way, None)
            if self._at_work == deck.way:
                self._office.stop()
            return True

    def let_try_again(self, way: str) -> None:
        """Let a deck be wanted once more that could not be drawn."""
        with self._lock:
            if way in self._drawn and self._drawn[way].trouble:
                del self._drawn[way], self._wanted[way]

    async def draw(self, deck: Deck) -> str:
        """Draw a deck once its turn has come, and say so; nothing where another one is wanted."""
        async with self._one_at_a_time:
            return await to_thread.run_sync(self._draw, deck)

    def _draw(self, deck: Deck) -> str:
        with self._lock:
            if self._office is None or self._wanted.get(deck.way) is not deck:
                return ""
            self._at_work = deck.way
        try:
            pictures, trouble = self._office.pages(deck.data, "pptx", pixels=PIXELS), ""
        except NotDrawnError as why:
            pictures, trouble = (), str(why)
        if pictures and len(pictures) != deck.slides:
            trouble = f"It drew {len(pictures)} pages of {deck.slides} slides."
        with self._lock:
            self._at_work = ""
            if self._wanted.get(deck.way) is not deck:
                return ""
            self._drawn[deck.way] = Drawn(deck.key, () if trouble else pictures, trouble)
            for old in list(self._drawn)[:-MOST_KEPT]:
                del self._drawn[old], self._wanted[old]
        could = (
            "LibreOffice could not draw its slides" if trouble else "as LibreOffice draws it now"
        )
        return f"{deck.called}: {could}."

    async def close(self) -> None:
        """End what is at work, and begin nothing more."""
        if self._office is not None:
            self._office.close()
            async with self._one_at_a_time:  # what was laid down is gone by then
                pass
