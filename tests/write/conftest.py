"""Each test measures and fits anew: what another one found out is forgotten, and its faces too."""

import pytest

from facilitate.write import measure


@pytest.fixture(autouse=True)
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "_OWN", {})
    measure.forget()
