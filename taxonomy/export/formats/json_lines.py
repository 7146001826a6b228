"""The reference as JSON Lines: one record a line, its kind first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from taxonomy.export.edition import Edition
from taxonomy.model.records import FOLDERS

from .json_document import document

KIND_OF = {**{folder: kind for kind, folder in FOLDERS.items()}, "sources": "source", "rules": "rule"}


def records(edition: Edition) -> Iterator[dict[str, Any]]:
    """Every record, with the name of its kind first."""
    whole = document(edition)
    for folder, kind in KIND_OF.items():
        for record in whole[folder]:
            yield {"record": kind, **record}


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.jsonl``."""
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in records(edition))
    return {"taxonomy.jsonl": "".join(f"{line}\n" for line in lines).encode()}
