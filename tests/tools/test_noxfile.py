"""The verbs of the noxfile say soon, and in words, what is wrong."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

NOX = shutil.which("nox")


def nox(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a verb; nothing is installed before what is tried here."""
    assert NOX is not None
    command = [NOX, "--envdir", str(folder), "--no-venv", "--no-install", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(NOX is None, reason="nox is not on the path")
def test_live_tells_of_a_taken_port_at_once(tmp_path: Path) -> None:
    """Before anything is installed or built, with the words that help."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = nox("-s", "live", "--", "--port", port, folder=tmp_path)
    assert done.returncode == 1
    assert f"port {port} is taken" in done.stderr
    assert "--port 0" in done.stderr
    assert "sphinx-autobuild" not in done.stderr
