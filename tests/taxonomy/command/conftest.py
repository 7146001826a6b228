"""What the tests of the command line share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.taxonomy.command.running import Run


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line on the small folder, in a wide terminal."""
    monkeypatch.setenv("COLUMNS", "200")
    return Run(folder, capsys)
