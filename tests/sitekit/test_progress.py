"""What a long build says where nobody watches it."""

from __future__ import annotations

import io

from conf.sitekit.builds.progress import Stages


def test_a_line_a_quarter() -> None:
    """A thousand pages are a few lines, and what is made is told."""
    target = io.StringIO()
    stages = Stages(target)
    stages.write("Running Sphinx v9\nloading pickled environment... done\n")
    for n in range(1, 1001):
        stages.write(f"\x1b[01mreading sources... \x1b[39;49;00m[{n / 10:3.0f}%] page-{n}\r")
    stages.write("\nsmall.pdf: 12 pages, 0.3 MB\n")

    assert target.getvalue().splitlines() == [
        "loading pickled environment... done",
        *(f"reading sources: {share} %" for share in (0, 25, 50, 75, 100)),
        "small.pdf: 12 pages, 0.3 MB",
    ]


def test_it_is_no_terminal() -> None:
    """Sphinx writes no colours and no lines that change into it."""
    assert not Stages(io.StringIO()).isatty()
