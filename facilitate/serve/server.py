"""The server itself: a free port of this computer, the browser, the folder watched."""

import asyncio
import socket
import webbrowser
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette

from facilitate.serve.current import Current, Reading
from facilitate.serve.doors import Doors, Keys
from facilitate.serve.site import site

if TYPE_CHECKING:
    from facilitate.pipeline.analyse import Analysis
    from facilitate.serve.made_pages import MadePages

NOT_WATCHED = ("out",)
"""Folders of a programme in which nothing of the plan lies."""


def serve(
    folder: Path,
    read: Callable[[], Reading],
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
    keys = Keys()
    with socket.create_server(("127.0.0.1", port)) as listening:
        port = listening.getsockname()[1]
        made = cache(partial(_made_pages, sampled))
        current = Current(read, lambda reading: made().compared_with_paper(reading))

        @asynccontextmanager
        async def open_(_: Starlette) -> AsyncIterator[None]:
            tell(keys.entry(port, keys.token))
            if browser:
                webbrowser.open(keys.entry(port, keys.once))
            watching = asyncio.create_task(watch(folder, current))
            yield
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

        app = site(current, f"/{keys.room}/", made)
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
        uvicorn.Server(config).run([listening])


def _made_pages(sampled: Callable[[], "Analysis"]) -> "MadePages":
    from facilitate.serve.made_pages import MadePages  # the first page waits for none of its steps

    return MadePages(sampled)


async def watch(folder: Path, current: Current) -> None:
    """Read again whenever a file of the plan changes."""
    from watchfiles import awatch

    async for changes in awatch(folder, debounce=100, step=50):
        if is_of_the_plan([path for _, path in changes], folder):
            await current.refresh()


def is_of_the_plan(paths: Sequence[str], folder: Path) -> bool:
    """Say whether any of these may be part of the plan: not what is built, nor passing files."""
    for path in paths:
        with suppress(ValueError):
            parts = Path(path).relative_to(folder).parts
            hidden = any(part.startswith(".") for part in parts)
            if parts and not hidden and parts[0] not in NOT_WATCHED and not path.endswith("~"):
                return True
    return False
