"""What an office program makes of our files: an oracle, not a proof for Word."""

import shutil
import subprocess
from pathlib import Path

import pytest

from facilitate.write.docx import write
from tests.write.docx.samples import EVERYTHING, LOOK

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_libreoffice_opens_every_kind_of_block(tmp_path: Path) -> None:
    source = tmp_path / "all.docx"
    source.write_bytes(write(EVERYTHING, LOOK).data)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    asked = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*asked, str(tmp_path), str(source)], check=True, capture_output=True)
    assert (tmp_path / "all.pdf").stat().st_size > 20_000
