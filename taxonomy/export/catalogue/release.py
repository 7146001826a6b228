"""Which edition of the data this is: a version and a day that follow the data themselves.

The number of the package tells of its code and its fields; data change more often. So the version of
an edition ends in letters that are made of its records, and its day is that of their last change.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from taxonomy.loading.sources import DATA
from taxonomy.loading.stored import in_checkout
from taxonomy.query.taxonomy import Taxonomy
from taxonomy.version import __version__

STAMP = Path(__file__).parents[2] / "changed.txt"  # in a wheel: the day, as the checkout knew it


def digest(taxonomy: Taxonomy) -> str:
    """The SHA-256 of all records and sources: the same for the same data, whatever made them."""
    sources = {key: tuple(each) for key, each in taxonomy.sources.items()}
    text = json.dumps([taxonomy.records, sources], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def version_of(taxonomy: Taxonomy) -> str:
    """The release of the package, and eight letters of the digest: ``0.1.0+3fa9c1d2``."""
    return f"{__version__}+{digest(taxonomy)[:8]}"


def changed(folder: Path | None) -> str:
    """The day on which a data folder last changed; nothing if that is not known.

    As its Git history tells, today if there are changes that it does not know yet; in a wheel
    as it was when the wheel was made.
    """
    if folder is None:
        return ""
    if folder.resolve() == DATA.resolve() and not in_checkout():
        return STAMP.read_text("utf-8").strip() if STAMP.is_file() else ""
    if git(folder, "status", "--porcelain", "--", "."):
        return datetime.now(tz=UTC).date().isoformat()
    commit, _, day = git(folder, "log", "-1", "--format=%H %cs", "--", ".").partition(" ")
    # Where the history was cut off, the first commit seems to bring everything.
    shallow = git(folder, "rev-parse", "--git-path", "shallow")
    cut = (folder / shallow).read_text("utf-8").split() if shallow and (folder / shallow).is_file() else []
    return "" if commit in cut else day


def git(folder: Path, *words: str) -> str:
    """What Git says in a folder; nothing if it cannot be run, or there is no repository."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)  # noqa: S603, S607 - git, of words that are written here
    except OSError:
        return ""
    return "" if done.returncode else done.stdout.strip()
