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
    "search for a name": """**A search by name** ends when the search page stands there with the list of names.
By the clock the floor is the page itself: in a visit of its own, 0.24 seconds went by until it was drawn and 0.1 more in making the names of 1000 types ready.
The drawing alone is more than a third of what Sphinx's search took in all, on the same machine.
Bytes show the difference that a slower network would make: they stand above, and in the counts for Sphinx's own search.""",
    "search for a word of the texts": """**A search in whole texts** is Pagefind's, and its floor is what Pagefind fetches itself.
At 1000 types that is 128 KiB when all results are whole: its program in WebAssembly 71, the part of the index with the word 18, its script 13, the list of pages 8, and ten results 19.
The page takes 28 KiB more, and the names of all types and products, with their synonyms, 44.
A reader who types a name needs only these 72: texts are fetched when names tell little, or when the reader asks.
Of 0.8 seconds, in a visit of its own, 0.34 went by until the page and its names were ready, 0.15 until Pagefind's program had started, 0.13 in its index and 0.06 in the results; the rest was one waiting for another.
Sphinx's own search has all words in one file, and no program to start.""",
}
