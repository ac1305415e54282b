"""Each test measures and fits anew: what another one found out is forgotten, and its faces too.

The face of the library's own deck, which is on some computers only, is as wide as Arial.
"""

import pytest

from facilitate.write import measure


@pytest.fixture(autouse=True)
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    as_wide = {weight: measure.font_face("Arial", weight) for weight in (400, 700)}
    monkeypatch.setattr(measure, "_OWN", {"calibri": as_wide})
    measure.forget()
