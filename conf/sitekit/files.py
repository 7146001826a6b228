"""Digests of plain data, and files that are written only when they differ."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any


def digest(value: Any) -> str:
    """A short digest of plain data, such as lists, tuples, mappings and text."""
    return hashlib.blake2b(repr(value).encode(), digest_size=12).hexdigest()


def write_if_changed(path: Path, content: bytes) -> None:
    """Write a file, unless it holds that already."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
