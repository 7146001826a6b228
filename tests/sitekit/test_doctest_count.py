"""A doctest build says how many examples ran, and an empty one fails."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sphinx.config import Config
from sphinx.testing.util import SphinxTestApp
from sphinx.util.tags import Tags

CONF = Path(__file__).parents[2] / "conf"

Build = Callable[..., SphinxTestApp]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """Return a function that builds one page with the extension, and the finished app."""
    apps: list[SphinxTestApp] = []

    def run(page: str, builder: str = "doctest", **settings: object) -> SphinxTestApp:
        (tmp_path / "conf.py").touch()
        (tmp_path / "index.rst").write_text(f"Page\n====\n\n{page}\n", encoding="utf-8")
        app = SphinxTestApp(
            builder, srcdir=tmp_path, confoverrides={"extensions": ["conf.sitekit.builds.doctest_count"], **settings}
        )
        apps.append(app)
        app.build()
        return app

    yield run
    for app in apps:
        app.cleanup()


def test_counts_what_ran(build: Build) -> None:
    """The last word of a good build is the number of its examples; its status is 0."""
    app = build(">>> 1 + 1\n2\n>>> 2 + 2\n4")

    assert "2 documented examples ran, 0 failed" in app.status.getvalue()
    assert app.statuscode == 0


def test_counts_what_failed(build: Build) -> None:
    """A wrong example is counted, and the status is 1."""
    app = build(">>> 1 + 1\n2\n>>> 2 + 2\n5")

    assert "2 documented examples ran, 1 failed" in app.status.getvalue()
    assert app.statuscode == 1


def test_counts_broken_setup(build: Build) -> None:
    """Broken setup code is a failure too, although no example is to blame."""
    app = build(">>> 1 + 1\n2", doctest_global_setup="import no_such_module")

    assert "1 failed" in app.status.getvalue()
    assert app.statuscode == 1


def test_nothing_ran(build: Build) -> None:
    """A build without examples fails, and says what was expected."""
    app = build(".. code-block:: python\n\n   >>> 1 + 1\n   2")

    assert "expected at least one {doctest} fence" in app.warning.getvalue()
    assert app.statuscode == 1


def test_other_builders_are_left_alone(build: Build) -> None:
    """Only a doctest build counts: a page without examples is a good page."""
    app = build("Words only.", builder="dummy")

    assert "documented examples" not in app.status.getvalue()
    assert app.statuscode == 0


def test_a_broken_build_is_not_counted(build: Build) -> None:
    """When the build broke off, the count would be wrong and hide the reason."""
    app = build(">>> 1 + 1\n2")
    before = app.status.getvalue()

    app.emit("build-finished", RuntimeError("broken off"))

    assert app.status.getvalue() == before


def test_the_project_uses_it() -> None:
    """The project's own conf.py names the extension: else nobody would count."""
    assert "conf.sitekit.builds.doctest_count" in Config.read(CONF, overrides={}, tags=Tags()).extensions
