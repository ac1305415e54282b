"""An organisation's look, as the writers wear it: its colours and its own Office files."""

from collections.abc import Iterable

from facilitate.faults import Fault, Place, with_and


class Concessions:
    """Notes what could not be as the file has it; `file` is what the file is called."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.faults: list[Fault] = []

    def note(self, code: str, message: str, hint: str = "Nothing to do.") -> None:
        """Take a concession down; `{file}` in the message is the file."""
        self.faults.append(
            Fault(
                code=code,
                message=message.replace("{file}", self._file),
                hint=hint,
                severity="advice",
                place=Place(self._file),
            )
        )


def listed(names: Iterable[str]) -> str:
    """Return the names as a sentence has them; of many the first five."""
    kept = list(names)
    shown = kept if len(kept) <= 6 else [*kept[:5], f"{len(kept) - 5} more"]
    return with_and(shown)
