"""The benchmarks compare what is equal, and tell what was measured."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import browser, compare, edits, generate, report, sites, tables, timing


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


def test_a_table_of_ready_cells_is_built(tmp_path: Path) -> None:
    """It has its head and a row for each list of cells."""
    cells = tmp_path / "cells.json"
    cells.write_text(json.dumps([["Name", "Number"], ["one", "1"], ["two", "2"]]), encoding="utf-8")
    folder = tables.table_site(tmp_path / "site", f"{{wide}} {cells}", sites.ROOT, "wide")
    timing.run(timing.Case("build", sites.command(sys.executable, folder)))
    assert (folder / "site" / "index.html").read_text(encoding="utf-8").count("<tr") == 3


def test_ratios_are_of_the_same_round() -> None:
    """A slow round slows both sides; the median is of the rounds' ratios."""
    runs = {"a": [timing.Run(1, 10, 6), timing.Run(4, 10, 6), timing.Run(3, 30, 6)], "b": [timing.Run(2, 10, 2)] * 3}
    assert timing.ratio(runs, "a", "b") == timing.Ratio(1.5, 0.5, 2.0, 3)
    assert timing.ratio(runs, "a", "b", "memory") == timing.Ratio(1, 1, 3, 3)
    assert timing.ratio(runs, "a", "b", "clock") == timing.Ratio(3, 3, 3, 3)


def test_long_cases_take_part_in_few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes longer than it may is run twice after the warm-up, and compared in these two rounds."""
    took = {"quick": 1.0, "slow": 9.0}
    ran: list[str] = []

    def run(case: timing.Case) -> timing.Run:
        ran.append(case.name)
        return timing.Run(took[case.name], 10, took[case.name])

    monkeypatch.setattr(timing, "run", run)
    found = timing.rounds([timing.Case(name, []) for name in took], 3, long=5)
    assert ran == ["quick", "slow"] * 3 + ["quick"]
    assert [len(found[name]) for name in took] == [3, 2]
    assert timing.ratio(found, "slow", "quick") == timing.Ratio(9, 9, 9, 2)


def test_needs_hold_the_same(made: Path) -> None:
    """Each type is one need: its page's text is the content, its wider types are links."""
    for path in (made / "pages" / "types").glob("*.md"):
        title, _, body = path.read_text(encoding="utf-8").partition("\n")
        need = (made / "needs" / "types" / path.name).read_text(encoding="utf-8")
        assert body.strip() in need
        assert f"{{treatment}} {title.removeprefix('# ')}\n:id: {path.stem}\n" in need


def test_dependants_are_asked_of_the_views(made: Path, tmp_path: Path) -> None:
    """A sentence is shown on the type's page and in the list of its family, and nowhere else."""
    folder = sites.site("project", made, tmp_path / "project")
    before = edits.facts(folder)
    record = min((folder / "data" / "types").glob("*.yaml"))
    edits.change(record, lambda fields: fields.update(sentence="Quite another sentence."))
    after = edits.facts(folder)
    changed = {name for name in after if after[name] != before[name]}
    assert f"types/{record.stem}.html" in changed
    assert {name.split("/")[0] for name in changed} == {"types", "families"}
    assert len(changed) == 2


def test_server_sends_compressed_and_counts(tmp_path: Path) -> None:
    """Every byte of an answer counts, headers too; what a page names is counted without a browser."""
    (tmp_path / "style.css").write_text("a { color: red }\n" * 500, encoding="utf-8")
    (tmp_path / "index.html").write_text('<link rel="stylesheet" href="style.css?v=1">', encoding="utf-8")
    with browser.serving(tmp_path) as server:
        asked = http.client.HTTPConnection("127.0.0.1", server.server_port)
        asked.request("GET", "/style.css?v=1")
        assert gzip.decompress(asked.getresponse().read()) == (tmp_path / "style.css").read_bytes()
        asked.close()
        assert 100 < server.answers[0] < 500
    assert browser.named(tmp_path, "index.html").requests == 2


def test_a_run_tells_what_the_system_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds are the child's own, of both kinds; memory is in MB; the clock runs from start to end."""
    counted = SimpleNamespace(ru_utime=2.0, ru_stime=0.5, ru_maxrss=3 * 1024)
    clock = iter([100.0, 104.0])
    wait = os.wait4
    monkeypatch.setattr("benchmarks.timing.os.wait4", lambda child, how: (*wait(child, how)[:2], counted))
    monkeypatch.setattr(timing, "time", SimpleNamespace(perf_counter=lambda: next(clock)))
    assert timing.run(timing.Case("good", [sys.executable, "-c", "pass"])) == timing.Run(2.5, 3.0, 4.0)


def test_a_child_counts_and_may_fail() -> None:
    """What a child computes costs CPU seconds and memory; a failure is an error that names it."""
    done = timing.run(timing.Case("good", [sys.executable, "-c", "sum(range(100_000))"]))
    assert min(done) > 0
    with pytest.raises(timing.Failed, match="bad"):
        timing.run(timing.Case("bad", [sys.executable, "-c", "raise SystemExit(3)"]))


def test_page_tells_the_committed_results() -> None:
    """The page of measurements is made from the committed results, and names date, versions and command."""
    results = json.loads(report.RESULTS.read_text(encoding="utf-8"))
    text = report.PAGE.read_text(encoding="utf-8")
    assert text == report.page(results)
    assert results["date"] in text
    assert results["command"] in text
