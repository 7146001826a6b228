"""Runs the command line as the tests do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from taxonomy.command.line import main


class Run:
    """Runs a command on a data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Status, output and errors."""
        status = main([words[0], "--data", str(self.folder), *words[1:]])
        printed = self.capsys.readouterr()
        return status, printed.out, printed.err

    def json(self, *words: str) -> Any:
        """The output, as JSON."""
        status, out, _ = self(*words, "--json")
        assert status == 0
        return json.loads(out)
