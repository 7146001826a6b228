"""Where and when this extension writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .builders import is_site
from .idle_build import is_idle

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def applies(app: Sphinx, exception: Exception | None = None) -> bool:
    """Whether this build makes a site, has something to do, and went well so far."""
    return exception is None and is_site(app.builder) and not is_idle(app)


def keep(path: Path, content: bytes) -> None:
    """Write a file, unless it holds that already."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
