"""The stock take of a day: what is the same for all its readers, looked at once."""

from collections.abc import Sequence
from datetime import date

from facilitate.audit.findings import Finding
from facilitate.compose.change_views import change_view
from facilitate.compose.charts import Charts
from facilitate.compose.group_views import group_view
from facilitate.compose.voice_views import matrix_rows, not_shown_views, quote_views, voice_views
from facilitate.compose.world import World
from facilitate.recipient import GROUP


class StockTake:
    """The stock take of a day: its wave, its date, and what is the same for all readers."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.charts = Charts(world)
        self.wording = world.wording
        self.at_most = world.questions.thresholds.at_most
        dates = world.programme.says.stock_takes
        today = world.day.says.date
        waves = [
            wave
            for wave in dict.fromkeys(one.wave for one in world.findings)
            if wave and dates.get(wave, today) <= today
        ]
        waves.sort(key=lambda wave: dates.get(wave, date.min))
        self.wave = waves[-1] if waves else ""
        self.now = self._date(waves[-1:])
        self.then = self._date(waves[:1]) if len(waves) > 1 else ""
        found = self.of_wave(world.by_reader.get(GROUP, ()))
        self.found = found
        self.group = group_view(found, self.charts, self.at_most)
        self.change = change_view(found, self.charts, self.then, self.now)
        theme_names = {one.id: one.name for one in world.questions.dimensions}
        self.quotes = quote_views(found, theme_names)
        self.voices = voice_views(found)
        self.not_shown = not_shown_views(found, self.wording)
        self.matrix = matrix_rows(found, self.charts)

    def _date(self, waves: Sequence[str]) -> str:
        taken = self.world.programme.says.stock_takes.get(waves[0]) if waves else None
        return self.wording.month(taken) if taken else ""

    @property
    def any(self) -> bool:
        """Whether there is a stock take at all."""
        return bool(self.wave)

    @property
    def second(self) -> bool:
        """Whether the same people can be looked at then and now."""
        return self.change.any or bool(self.then)

    def of_wave(self, found: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return those of the findings that are of the stock take in hand."""
        return tuple(one for one in found if one.wave == self.wave)

    def rules(self, *whose: str) -> str:
        """How labels come about, of the `group`, of a `pair` or of both, in plain sentences."""
        return " ".join(self.charts.rule(self.wording.of("thresholds", one)) for one in whose)
