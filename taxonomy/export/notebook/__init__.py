"""The reference in a notebook: tables as data frames, records as HTML, pictures as SVG.

>>> import taxonomy
>>> t = taxonomy.load()
>>> taxonomy.notebook.overlap(t).alt.startswith("Two overlapping sets.")
True

Loaded when it is first needed; ``Taxonomy.frame`` and Jupyter lead here.
"""

from __future__ import annotations

from .charts import WIDTH, Chart, chart, way
from .frames import LIBRARIES, MissingLibrary, frame
from .pages import html
from .pictures import Picture, decision, outcome, overlap
from .sets import PARTS, Part, part, sets
from .sets import WIDTH as SETS_WIDTH

__all__ = [
    "LIBRARIES",
    "PARTS",
    "SETS_WIDTH",
    "WIDTH",
    "Chart",
    "MissingLibrary",
    "Part",
    "Picture",
    "chart",
    "decision",
    "frame",
    "html",
    "outcome",
    "overlap",
    "part",
    "sets",
    "way",
]
