"""The files that the site offers, as catalogues list them."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from taxonomy.export.addresses import SITE

DATA = f"{SITE}en/latest/data/"  # where the newest files are
KEYWORDS = ("cell therapy", "immunotherapy", "taxonomy", "classification", "patient information", "regulatory approval")


class Download(NamedTuple):
    """One file, or one archive of files.

    Attributes:
        name: the name of the format.
        says: what it is, and who reads it.
        path: the file below the folder of data.
        media: its media type.
    """

    name: str
    says: str
    path: str
    media: str

    @property
    def url(self) -> str:
        """Where the newest is."""
        return DATA + self.path


def checksums(files: dict[str, bytes]) -> bytes:
    """The SHA-256 of each file, as ``sha256sum --check`` reads them."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())
    ).encode()
