"""The room is a builder for any Sphinx project: it can be taken as it is, and knows nothing of this one."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from conf.typstbook.verify import inspect

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "conf" / "typstbook"
MODULES = sorted(ROOM.rglob("*.py"))
#: What the room may use of what is installed; all else is Python's.
LIBRARIES = {"bs4", "docutils", "pikepdf", "pypdf", "pypdfium2", "sphinx", "typst"}

#: Builds with no way to the network, and says which modules of this project were met.
RUN = """
import socket, sys

def refuse(*_):
    raise OSError("this build wants the network")

socket.socket.connect = refuse
from sphinx.cmd.build import main

status = main(sys.argv[1:])
assert not {"conf", "taxonomy"} & set(sys.modules)
sys.exit(status)
"""
PROJECT = {
    "conf.py": """
project = "Bees"
author = "A beekeeper"
extensions = ["paperwork"]
html_theme = "alabaster"
""",
    "index.rst": """
Bees
====

A book on bees.

.. toctree::
   :caption: In the garden

   hives
""",
    "hives.rst": """
Hives
=====

.. index:: smoker

See :ref:`honey`. A hive is quiet in winter. [#cold]_

.. [#cold] Below ten degrees.

.. list-table:: Months
   :header-rows: 1
   :stub-columns: 1

   * - Month
     - Work
   * - May
     - Swarms

.. _honey:

Honey
-----

.. note:: It keeps for years.

.. py:function:: harvest(hive: str) -> float

   How much there is, in ``kg``.
""",
}


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with a project in reStructuredText, and with a copy of the room under another name."""
    shutil.copytree(ROOM, tmp_path / "path" / "paperwork", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "docs").mkdir()
    for name, text in PROJECT.items():
        (tmp_path / "docs" / name).write_text(text, "utf-8")
    return tmp_path


def sphinx(folder: Path, builder: str) -> Path:
    """Build the project with what lies in its folder, offline; every warning is an error."""
    output = folder / builder
    command = [sys.executable, "-c", RUN, "-q", "-W", "-b", builder, "docs", str(output)]
    # Typst's wheel loads packages by itself: over a proxy that nobody runs, into a home that is empty.
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    environment = {"PYTHONPATH": str(folder / "path"), "HOME": str(folder), "PATH": "", **proxies}
    subprocess.run(command, check=True, cwd=folder, env=environment)
    return output


def test_another_project_takes_the_room_as_it_is(elsewhere: Path) -> None:
    """Its book says what its site says, is tagged, and needs no network and nothing else of this project."""
    html, (book,) = sphinx(elsewhere, "html"), sphinx(elsewhere, "typst").glob("*.pdf")

    assert inspect.missing(html, ["index", "hives"], book) == {}
    assert "smoker, 5" in "".join(inspect.texts(book))
    with pikepdf.open(book) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["dc:title"], metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("Bees", "1", "2")
        cells = [cell for cell in pdf.objects if isinstance(cell, pikepdf.Dictionary) and cell.get("/S") == "/TH"]
        assert [str(cell.A[0].get("/Scope")) for cell in cells].count("/Row") == 1


def test_no_word_of_this_project() -> None:
    """Neither its code nor what it says to users knows a therapy, or a name of this project."""
    texts = (path for path in ROOM.rglob("*") if path.suffix in (".py", ".md", ".toml", ".typ", ".java"))
    found = [path.name for path in texts if re.search(r"(?i)therap|taxonomy|treatment|hand-?out", path.read_text())]

    assert found == []


def imports(path: Path) -> set[str]:
    """Return the names of the modules that one of the room imports, its own by their place in the room."""
    package = [*path.relative_to(ROOM).parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = [".", *package[: len(package) - node.level + 1]] if node.level else []
            whole = [*base, *(node.module.split(".") if node.module else [])]
            inner = [ROOM.joinpath(*whole, f"{alias.name}.py").is_file() for alias in node.names]
            found |= {
                "/".join([*whole, alias.name] if is_module else whole)
                for alias, is_module in zip(node.names, inner, strict=True)
            }
    return found


def test_it_imports_itself_and_libraries() -> None:
    """What it needs is in the room or in its list of requirements."""
    outside = {name.split(".")[0].split("/")[0] for path in MODULES for name in imports(path)} - {""}

    assert outside <= LIBRARIES | sys.stdlib_module_names


def test_no_circle() -> None:
    """Each part knows only those before it, in types as well."""
    graph = {f"./{path.relative_to(ROOM).with_suffix('')}": imports(path) for path in MODULES}

    order = [*TopologicalSorter(graph).static_order()]

    assert order.index("./model") < order.index("./translate/translator") < order.index("./builder")


def test_small_parts() -> None:
    """No module is longer than 400 lines, and no folder has 12."""
    assert max(len(path.read_text("utf-8").splitlines()) for path in MODULES) <= 400
    assert max(len([*folder.glob("*.py")]) for folder in {path.parent for path in MODULES}) < 12


def test_requirements() -> None:
    """The package of its own asks for what this project asks for."""
    own = tomllib.loads((ROOM / "pyproject.toml").read_text("utf-8"))["project"]
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    wanted = own["dependencies"] + own["optional-dependencies"]["verify"]

    assert {*wanted} <= {one for group in groups.values() for one in group if isinstance(one, str)}


def test_settings_are_told() -> None:
    """README.md has a line for each setting, and for no other."""
    registered = re.findall(r'add_config_value\("(\w+)"', (ROOM / "__init__.py").read_text("utf-8"))

    assert (
        re.findall(r"^\| `((?:typst|book)_\w+)` \|", (ROOM / "README.md").read_text("utf-8"), re.MULTILINE)
        == registered
    )


def test_wheel(tmp_path: Path) -> None:
    """The wheel holds every file of the room."""
    shutil.copytree(ROOM, tmp_path / "room", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(command, check=True, cwd=tmp_path / "room", stdout=subprocess.DEVNULL)
    (wheel,) = (tmp_path / "room" / "dist").iterdir()

    wanted = {f"typstbook/{path.relative_to(ROOM)}" for path in ROOM.rglob("*.*") if path.suffix != ".pyc"}
    with ZipFile(wheel) as packed:
        assert wanted <= {*packed.namelist()}
