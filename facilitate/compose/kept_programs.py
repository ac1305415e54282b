"""What templates were compiled to: kept in the process, and that of shipped ones beside them.

Compiling takes longer than filling in. As Python does with its modules, what shipped texts were
compiled to is laid into a `__pycache__` beside them where that can be written. What a plan's own
page was compiled to goes with the process.
"""

import marshal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

from facilitate.files import write_whole
from facilitate.shipped import shipped

MOST_PROGRAMS = 512
COMPILED_BY = ("environment.py", "template_limits.py", "wording.py")
"""The modules that decide, with Jinja2 and Python, what a text and its filters become."""
_HASH_BYTES = 32


@cache
def numbered() -> list[str]:
    """Return the names of texts in the order of their numbers, to which new ones are added.

    The shipped ones come first: programs hold these numbers, and are kept from process to process.
    """
    folder = shipped("templates")
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def number_of(name: str) -> int:
    """Return the number of a text's name in this process."""
    if name not in numbered():
        numbered().append(name)
    return numbered().index(name)


class KeptPrograms(BytecodeCache):
    """Keeps what was compiled for all sets: an own page that changed leaves ours as they are."""

    def __init__(self, is_ours: Callable[[Environment, str], bool]) -> None:
        self._is_ours = is_ours
        self._kept: dict[tuple[str, str], CodeType] = {}

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return what was kept of a text; its key is its file's name where it is a shipped one."""
        ours = self._is_ours(environment, name)
        key = name.replace("/", ".") if ours else self.get_cache_key(name, filename)
        bucket = Bucket(environment, key, f"{number_of(name)} {self.get_source_checksum(source)}")
        bucket.code = self._kept.get((key, bucket.checksum))
        if bucket.code is None and ours:
            bucket.code = self._laid_down(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Leave a bucket as it was made."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a text was compiled to."""
        if bucket.code is None:
            return
        if len(self._kept) >= MOST_PROGRAMS:
            self._kept.clear()
        self._kept[bucket.key, bucket.checksum] = bucket.code
        if bucket.key.endswith(".md") and not sys.dont_write_bytecode:
            with suppress(OSError):
                write_whole(_place(bucket), _made_of(bucket) + marshal.dumps(bucket.code))

    @staticmethod
    def _laid_down(bucket: Bucket) -> CodeType | None:
        """Return what lies beside a shipped text if it was made of the same, else None."""
        with suppress(OSError, ValueError, EOFError, TypeError):
            data = _place(bucket).read_bytes()
            if data[:_HASH_BYTES] == _made_of(bucket):
                code = marshal.loads(data[_HASH_BYTES:])  # noqa: S302  as Python reads its own
                return code if isinstance(code, CodeType) else None
        return None


def _place(bucket: Bucket) -> Path:
    return shipped("templates") / "__pycache__" / f"{bucket.key}.{sys.implementation.cache_tag}"


def _made_of(bucket: Bucket) -> bytes:
    """Return the hash of all that decides what a text is compiled to."""
    return sha256(_compiler() + f"{bucket.key} {bucket.checksum}".encode()).digest()


@cache
def _compiler() -> bytes:
    here = Path(__file__).parent
    ours = [(here / name).read_bytes() for name in COMPILED_BY]
    parts = (MAGIC_NUMBER, version("jinja2").encode(), *ours)
    return sha256(b"".join(sha256(part).digest() for part in parts)).digest()
