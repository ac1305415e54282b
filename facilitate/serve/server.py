"""The server itself: a free port of this computer, the browser, the folder watched."""

import asyncio
import signal
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette

from facilitate.files import finish, sweep
from facilitate.office import Office, office_program
from facilitate.serve.access import Doors, Keys
from facilitate.serve.latest_reading import Current, Reading
from facilitate.serve.site import site
from facilitate.serve.slide_pictures import SlidePictures

if TYPE_CHECKING:
    from facilitate.pipeline.analyse import Analysis
    from facilitate.serve.changes import Changes
    from facilitate.serve.made_pages import MadePages

NOT_WATCHED = ("out",)
"""Folders of a programme in which nothing of the plan lies."""


def serve(
    folder: Path,
    read: Callable[[Reading | None], Reading],
    sampled: Callable[[], "Analysis"],
    *,
    port: int,
    browser: bool,
    tell: Callable[[str], None],
) -> None:
    """Serve the plan in a folder until Ctrl+C; `port` 0 is any that is free.

    `sampled` analyses it with answers that are made up, for the pages of the organiser's seat.

    Raises `OSError` if the port is taken.
    """
    finish(folder)  # a change that the program was killed in
    sweep(folder, but=NOT_WATCHED)
    keys = Keys()
    with socket.create_server(("127.0.0.1", port)) as listening:
        port = listening.getsockname()[1]
        program = office_program()
        pictures = SlidePictures(Office(program) if program else None)
        made = cache(partial(_made_pages, sampled))
        current = Current(read, lambda reading: made().compared_with_paper(reading))

        @asynccontextmanager
        async def open_(_: Starlette) -> AsyncIterator[None]:
            tell(keys.entry(port, keys.token))
            if browser:
                webbrowser.open(keys.entry(port, keys.once))
            beside = [asyncio.create_task(one) for one in (watch(folder, current), current.begin())]
            for closed in _WINDOW_CLOSED:
                asyncio.get_running_loop().add_signal_handler(
                    closed, signal.raise_signal, signal.SIGINT
                )
            yield
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)

        app = site(current, f"/{keys.room}/", made, cache(_changes), pictures)
        app.router.lifespan_context = open_
        config = uvicorn.Config(
            Doors(app, keys, port),
            log_level="error",
            access_log=False,
            ws="none",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        server = _Server(config, (current, pictures))
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C: all is tidied up
        server.run([listening])


_WINDOW_CLOSED = (signal.SIGHUP,) if sys.platform != "win32" else ()


class _Server(uvicorn.Server):
    """A server that ends what goes on in the background before it waits for who is still served."""

    def __init__(self, config: uvicorn.Config, goes_on: Sequence[Current | SlidePictures]) -> None:
        super().__init__(config)
        self._goes_on = goes_on

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End everything."""
        for one in self._goes_on:
            await one.close()
        await super().shutdown(sockets)


def _made_pages(sampled: Callable[[], "Analysis"]) -> "MadePages":
    from facilitate.serve.made_pages import MadePages  # the first page waits for none of its steps

    return MadePages(sampled)


def _changes() -> "Changes":
    from facilitate.serve.changes import Changes

    return Changes()


async def watch(folder: Path, current: Current) -> None:
    """Read again whenever a file of the plan changes."""
    from watchfiles import awatch

    async for changes in awatch(folder, debounce=100, step=50):
        paths = [path for _, path in changes if is_of_the_plan(path, folder)]
        if paths:
            await current.refresh(unless=partial(is_known, paths))


def is_of_the_plan(path: str, folder: Path) -> bool:
    """Say whether a file may be part of the plan: not what is built, nor passing files."""
    try:
        parts = Path(path).relative_to(folder).parts
    except ValueError:
        return False
    hidden = any(part.startswith(".") for part in parts)
    return bool(parts) and not hidden and parts[0] not in NOT_WATCHED and not path.endswith("~")


def is_known(paths: Iterable[str], reading: Reading | None) -> bool:
    """Say whether files hold what was read of them last, such as what was written from here."""
    snapshot = reading.snapshot if reading else None
    if snapshot is None or snapshot.analysis.read is None:
        return False
    folder = snapshot.plan.folder.resolve()
    return all(
        path.is_file()
        and snapshot.raw.get(path.relative_to(folder).as_posix()) == path.read_bytes()
        for path in map(Path, paths)
    )
