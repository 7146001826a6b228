"""What a text is made of: letters that a reader sees, that every format can carry and every font of the book has."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Control characters but tab and line ends; what turns text (bidirectional); what is not seen
#: (zero-width, soft hyphen, fillers, tags, variation selectors beyond the emoji's); surrogates,
#: private use, and code points that are no characters. ``conf/sitekit/untrusted_pages`` keeps the
#: same list for pages, and a test holds the two equal.
UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0xF0000, 0x10000))
    + "]"
)
FORMULA: Final = ("=", "+", "-", "@")  # a table of the data must run nothing when somebody opens it
WORD = re.compile(r"\w+")
#: Greek letters (ABEZHIKMNOPTYXo and the like) that look like Latin ones: a name that holds them is not found, or passes for another.
LOOK_ALIKES = frozenset(
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03f2\u03f3"
)
#: Letters and signs of Latin print that are no other letter with a mark on it.
PLAIN = frozenset("ÆæŒœØøÐðÞþßŁłĐđıªºµ™℠№")
MARKS = 2  # on one letter, at most
LONGEST_WORD = 80  # letters; the longest real one has fewer than half as many


def named(character: str) -> str:
    """The number and name of a character that is better not printed."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def unwritable(text: str, *, address: bool = False) -> tuple[str, str] | None:
    """What in a text of one line is not seen, or not seen as what it is: what is wrong, and what is expected.

    Args:
        text: what a record holds.
        address: whether it is a web address, which may be one long word.
    """
    if not text.isascii() or not text.isprintable():
        return unseen(text) or (None if address else too_long(text))
    return None if address or len(text) <= LONGEST_WORD else too_long(text)


def unseen(text: str) -> tuple[str, str] | None:
    found: tuple[str, str] | None = None
    if "\n" in text or "\r" in text:
        found = "holds a line break", "text on one line, without '|' or '>' before it"
    elif "\t" in text:
        found = "holds a tab", "spaces"
    elif hidden := UNWANTED.search(text) or next(
        (each for each in text if not each.isprintable() and each != " "), None
    ):
        found = f"holds the character {named(hidden[0])}, which is not seen or steers text", "text without it"
    elif strange := next((each for each in text if foreign(each)), ""):
        found = f"holds the letter {named(strange)}, which the book's fonts lack", "Latin and Greek letters"
    elif alike := next((each for word in WORD.findall(text) for each in disguised(word)), ""):
        found = f"holds the letter {named(alike)} among Latin ones, which it looks like", "the Latin letter"
    elif heaped(text):
        found = f"holds a letter with more than {MARKS} marks", "letters as they are written"
    return found


def foreign(character: str) -> bool:
    """Whether a character is none that the book's fonts have: a letter or number of another script, or a picture."""
    if character.isascii() or character in PLAIN:
        return False
    if character.isalpha():
        base = unicodedata.normalize("NFD", character)[0]
        return not (base.isascii() or base in PLAIN or "\u0370" <= base <= "\u03ff")
    written = unicodedata.normalize("NFKC", character)  # of a letter in a circle, the letter
    pictured = ord(character) > 0xFFFF or (unicodedata.category(character)[0] in "SM" and ord(character) > 0x2BFF)
    return character.isdecimal() or pictured or (written != character and any(map(str.isalpha, written)))


def disguised(word: str) -> str:
    """The Greek letters of a word that pass for Latin ones beside them."""
    latin = any(each.isascii() and each.isalpha() for each in word)
    return "".join(each for each in word if each in LOOK_ALIKES) if latin else ""


def heaped(text: str) -> bool:
    marks = 0
    for each in unicodedata.normalize("NFD", text):
        marks = marks + 1 if unicodedata.combining(each) else 0
        if marks > MARKS:
            return True
    return False


def too_long(text: str) -> tuple[str, str] | None:
    longest = max(map(len, text.split()), default=0)
    if longest > LONGEST_WORD:
        return f"holds a word of {longest:,} letters", f"words of at most {LONGEST_WORD} letters"
    return None


def visible(text: str) -> bool:
    """Whether a text holds a letter or a number, without which nothing is said."""
    return any(map(str.isalnum, text))


def slug(text: str) -> str:
    """A text as part of an address: two texts that differ in case and punctuation alone have the same."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
