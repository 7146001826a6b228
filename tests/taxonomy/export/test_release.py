"""The version and the day of an edition follow the data, and nothing else."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from taxonomy import load
from taxonomy.export import Edition, export, read
from taxonomy.export.catalogue.release import changed, digest, version_of
from taxonomy.version import __version__
from tests.small import CAR_T, write


def commit(repository: Path, day: str) -> None:
    """Commit all that is there as of a day."""
    when = f"{day}T12:00:00+00:00"
    git = ["git", "-C", str(repository), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["add", "."], ["commit", "-qm", "A change", "--date", when]):
        subprocess.run([*git, *words], check=True, env={"GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin"})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a data folder that was last changed on a day, and other files on a later one."""
    write(tmp_path / "data")
    subprocess.run(["git", "-C", str(tmp_path), "init", "-q"], check=True)
    commit(tmp_path, "2026-11-24")
    (tmp_path / "page.md").write_text("Words.", "utf-8")
    commit(tmp_path, "2026-11-28")
    return tmp_path


def test_any_change_is_another_version(tmp_path: Path) -> None:
    """A change of one letter, without a new day of review, is another version; the same data is the same one."""
    same = [load(write(tmp_path / name)) for name in ("one", "two")]
    other = load(write(tmp_path / "three", car_t=CAR_T.replace("- CAR T\n", "- CAR  T\n".replace("  ", " t"))))

    assert version_of(same[0]) == version_of(same[1]) == f"{__version__}+{digest(same[0])[:8]}"
    assert version_of(other) != version_of(same[0])
    assert Edition(other).reviewed == Edition(same[0]).reviewed


def test_the_day_is_that_of_the_last_change(repository: Path) -> None:
    """The day is that of the last commit of the data, not of other files; a change that Git does not know is of today."""
    data = repository / "data"
    assert changed(data) == "2026-11-24"
    assert Edition(load(data)).modified == "2026-11-24"
    (data / "types/insulin.yaml").write_text((data / "types/insulin.yaml").read_text("utf-8") + "# more\n", "utf-8")
    assert changed(data) > "2026-11-28"


def test_a_history_that_was_cut_off_tells_nothing(repository: Path, tmp_path: Path) -> None:
    """In a shallow clone the oldest commit seems to bring all files: its day is not taken for theirs."""
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repository}", str(shallow)], check=True)
    assert changed(shallow / "data") == ""
    assert Edition(load(shallow / "data")).modified == Edition(load(shallow / "data")).reviewed


def test_without_git_it_is_the_newest_review(tmp_path: Path) -> None:
    """A folder that is in no repository, and data that are in no folder, are as old as their newest review."""
    edition = Edition(load(write(tmp_path / "data")))
    assert changed(tmp_path / "data") == changed(None) == ""
    assert edition.modified == edition.reviewed


def test_every_format_says_it(repository: Path) -> None:
    """JSON, CSV's package, SKOS, OWL, OBO, FHIR, SSSOM and the catalogues name the version and the day."""
    t = load(repository / "data")
    version = Edition(t).version
    for name in ("json", "skos", "skos-jsonld", "owl", "obo", "sssom", "jsonld", "dcat", "croissant", "csv", "fhir"):
        made = {key: content for key, content in export(t, name).items() if not key.endswith((".csv", ".tgz"))}
        assert any(version in each.decode() and "2026-11-24" in each.decode() for each in made.values()), name


def test_a_document_keeps_its_day(repository: Path) -> None:
    """Read back it is the same edition; edited by hand it is another, and its day is not believed."""
    text = export(load(repository / "data"), "json")["taxonomy.json"]
    assert Edition(read(text)).modified == "2026-11-24"
    whole = json.loads(text)
    whole["types"][0]["sentence"] = "Another sentence."
    edited = Edition(read(json.dumps(whole)))
    assert edited.modified == edited.reviewed != "2026-11-24"
