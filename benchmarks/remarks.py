"""Why a limit is missed: the floor and where the time goes, by how the measure's name begins.

A remark appears on the page while its limit is missed, and not otherwise. Its figures were
taken beside the run, by the network log of Chromium and its timings of one visit.
"""

from typing import Final

REMARKS: Final[dict[str, str]] = {
    "import and load, wheel": """**Loading a small set** takes a process mostly what Python itself needs to begin.
Of 27 milliseconds of CPU time for 100 types, 8 are its bare start and 7 its module `typing` with all that this imports; a process that reads JSON takes 18 in all.
The package once had stand-ins for `typing`, and met the limit; plain code is worth these milliseconds.
At 10,000 types loading takes less time than a process that only reads the same JSON.""",
}
