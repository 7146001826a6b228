"""The benchmarks compare what is equal, and tell what was measured."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import compare, generate, report, sites, timing


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set of six types."""
    folder = tmp_path_factory.mktemp("made")
    generate.generate(folder, 6)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_seed_same_set(made: Path, tmp_path: Path) -> None:
    """The generator depends on its seed and on nothing else."""
    generate.generate(tmp_path / "again", 6)
    generate.generate(tmp_path / "other", 6, seed=5)
    assert contents(tmp_path / "again") == contents(made)
    assert contents(tmp_path / "other") != contents(made)


def test_both_sites_show_the_same(made: Path, tmp_path: Path) -> None:
    """The project's pages and the pre-written ones have the same text and links; a difference is told."""
    folders = {kind: sites.site(kind, made, tmp_path / kind) for kind in ("project", "once")}
    for folder in folders.values():
        timing.run(timing.Case("build", sites.command(sys.executable, folder)))
    one, other = (folder / "site" for folder in folders.values())
    assert compare.assert_equal(one, other) > 6
    page = min(other.glob("types/*.html"))
    page.write_text(
        page.read_text(encoding="utf-8").replace("Watch", "Wotch").replace("Is it", "Was it"), encoding="utf-8"
    )
    with pytest.raises(AssertionError, match="is not"):
        compare.assert_equal(one, other)


def test_ratios_are_of_the_same_round() -> None:
    """A slow round slows both sides; the median is of the rounds' ratios."""
    runs = {"a": [timing.Run(1, 10), timing.Run(4, 10), timing.Run(3, 30)], "b": [timing.Run(2, 10)] * 3}
    assert timing.ratio(runs, "a", "b") == timing.Ratio(1.5, 0.5, 2.0)
    assert timing.ratio(runs, "a", "b", memory=True) == timing.Ratio(1, 1, 3)


def test_time_of_a_child_is_its_cpu_time() -> None:
    """Sleeping costs nothing, counting does, and a failure is an error."""
    idle = timing.run(timing.Case("idle", [sys.executable, "-c", "import time; time.sleep(0.3)"]))
    busy = timing.run(timing.Case("busy", [sys.executable, "-c", "sum(range(10_000_000))"]))
    assert idle.seconds < 0.25
    assert busy.seconds > idle.seconds
    with pytest.raises(timing.Failed, match="bad"):
        timing.run(timing.Case("bad", [sys.executable, "-c", "raise SystemExit(3)"]))


def test_page_tells_the_committed_results() -> None:
    """The page of measurements is made from the committed results, and names date, versions and command."""
    results = json.loads(report.RESULTS.read_text(encoding="utf-8"))
    text = report.PAGE.read_text(encoding="utf-8")
    assert text == report.page(results)
    assert results["date"] in text
    assert results["command"] in text
