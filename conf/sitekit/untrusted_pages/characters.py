"""Characters that no page or record needs, and that hide, turn or steer text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

#: Control characters but tab and line ends; what turns text (bidirectional); what is not seen
#: (zero-width, soft hyphen, fillers, tags, variation selectors beyond the emoji's); surrogates,
#: private use, and code points that are no characters.
UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0xF0000, 0x10000))
    + "]"
)
#: A heap of marks on one letter, which covers the lines above and below.
HEAP: Final = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}")


def unwanted(text: str) -> Iterator[tuple[int, str]]:
    """Each unwanted character of a text: its line, and its number and name."""
    for found in (*UNWANTED.finditer(text), *HEAP.finditer(text)):
        line = text.count("\n", 0, found.start()) + 1
        first = found[0][0]
        yield line, f"U+{ord(first):04X} {unicodedata.name(first, '')}".rstrip()


def without_unwanted(text: str) -> str:
    """A text without its unwanted characters."""
    return HEAP.sub("", UNWANTED.sub("", text))
