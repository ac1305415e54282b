"""`audit preview`: what pages would show, by made-up answers."""

import json
import shutil
from pathlib import Path

from tests.cli.a_terminal import typed


def test_preview_needs_no_private_folder(programme: Path) -> None:
    shutil.rmtree(programme / "private")
    code, out, _ = typed("audit", "preview", programme)
    assert code == 0
    assert "yes  The group on each theme: 16 people; taken away by 12 non-replies" in out
    code, out, _ = typed("audit", "preview", programme, "--json", "--minimum", "17")
    assert json.loads(out)["pages"][0]["shown"] is False
