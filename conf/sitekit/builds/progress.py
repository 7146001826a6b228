"""What a long build says where nobody watches it: a line a stage and a quarter, and not a line a page."""

from __future__ import annotations

import io
import re
from typing import TextIO

_SHARE = re.compile(r"^(?P<stage>[^\[]*?)\.*\s*\[\s*(?P<percent>\d+)%\]")
_STAGES = ("loading pickled environment", "updating environment", "compiling the PDF", "copying assets")
_RESULT = re.compile(r"^\S+: \d+ pages")
_QUARTER = 25


class Stages(io.TextIOBase):
    """Takes what Sphinx says, and passes a few plain lines of it on."""

    def __init__(self, target: TextIO) -> None:
        self.target = target
        self.rest = ""
        self.told: tuple[str, int] | None = None

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        """Take a piece of text; whole lines are looked at."""
        *lines, self.rest = (self.rest + text).replace("\r", "\n").split("\n")
        for line in lines:
            self._line(re.sub(r"\x1b\[[\d;]*m", "", line).strip())
        return len(text)

    def _line(self, line: str) -> None:
        share = _SHARE.match(line)
        if share:
            told = share["stage"].strip(), int(share["percent"]) // _QUARTER * _QUARTER
            if told != self.told:
                self.told = told
                self._tell(f"{told[0]}: {told[1]} %")
        elif line.startswith(_STAGES) or _RESULT.match(line):
            self._tell(line)

    def _tell(self, line: str) -> None:
        self.target.write(f"{line}\n")
        self.target.flush()
