"""Writes a file in one step: whoever reads it meets the old content or the new one, never a part."""

from __future__ import annotations

import os
from pathlib import Path


def replace_file(path: Path, content: bytes) -> bool:
    """Put ``content`` in the place of a file, which need not be there; tells whether anything was written.

    A file that holds this content already stays untouched, and keeps its time.

    Raises:
        OSError: if it cannot be written; the file is then as it was.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return True
