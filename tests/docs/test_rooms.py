"""Rooms build on each other in one direction, and what is private stays so."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest

import taxonomy

ROOT = Path(__file__).parents[2]
#: A room imports rooms of a lower floor; those of one floor may import each other, but not in a circle.
FLOORS = {
    "version": 0,
    "model": 1,
    "loading": 2,
    "decide": 2,
    "query": 3,
    "naming": 4,
    "export": 4,
    "authoring": 5,
    "verify": 5,
    "command": 6,
    "__main__": 7,
    "": 7,
}
Graph = Mapping[str, set[str]]


def modules(room: str) -> dict[str, Path]:
    """Every module of a room, by its dotted name."""
    found = {}
    for path in sorted((ROOT / room).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path) -> Iterator[str]:
    """The full name of everything that a module imports, also inside functions and for type checkers alone."""
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{origin}.{each.name}" for each in node.names)


def graph(room: str) -> Graph:
    """Which modules of a room each of them imports."""
    known = modules(room)
    found: dict[str, set[str]] = {}
    for name, path in known.items():
        # A name is a module, or stands in one.
        wanted = {each if each in known else each.rpartition(".")[0] for each in imports(name, path)}
        found[name] = (wanted & known.keys()) - {name}
    return found


def circle(of: Graph) -> list[str]:
    """Modules that import each other in a circle; nothing if there is none."""
    done: set[str] = set()

    def follow(name: str, trail: list[str]) -> list[str]:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name not in done:
            for each in sorted(of[name]):
                if found := follow(each, [*trail, name]):
                    return found
            done.add(name)
        return []

    return next((found for name in of if (found := follow(name, []))), [])


def test_a_circle_is_seen() -> None:
    """The search for circles finds one, however long, and none where there is none."""
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


@pytest.mark.parametrize("room", ["taxonomy", "conf"])
def test_no_circle(room: str) -> None:
    """No module imports itself by way of others."""
    assert circle(graph(room)) == []


def test_no_room_imports_upward() -> None:
    """Model, then loading and deciding, then queries, exports, what helps to write, and the command line at the top."""

    def floor(name: str) -> int:
        return FLOORS[name.removeprefix("taxonomy").removeprefix(".").partition(".")[0]]

    upward = [
        f"{one} imports {other}"
        for one, some in graph("taxonomy").items()
        for other in some
        if floor(other) > floor(one)
    ]
    assert upward == []


#: Of the rooms of the site. Those of the first floor know no therapy, and could be taken to any other site.
SITE = {"sitekit": 0, "typstbook": 0, "therapy": 1, "search": 2, "tools": 2, "published": 2}


def test_no_room_of_the_site_imports_upward_or_beside() -> None:
    """What any site could use, then the domain, then what readers and programs use; none knows its neighbour."""

    def room(name: str) -> str:
        return name.split(".")[1]

    arrows = {(room(one), room(other)) for one, some in graph("conf").items() for other in some if other != "conf"}
    assert {(one, other) for one, other in arrows if one != other and SITE[other] >= SITE[one]} == set()


def test_generic_rooms_know_no_therapy() -> None:
    """They import nothing of the taxonomy."""
    generic = {name: path for name, path in modules("conf").items() if SITE.get(f"{name}.".split(".")[1]) == 0}
    assert generic
    assert {
        name for name, path in generic.items() if any(each.startswith("taxonomy") for each in imports(name, path))
    } == set()


def test_conf_uses_the_face_alone() -> None:
    """What builds the site imports the names that the package promises, and those of its public parts."""
    public = {f"taxonomy.{name}" for name in taxonomy.__all__} | {"taxonomy"}
    for part in ("taxonomy.export", "taxonomy.authoring"):
        public |= {f"{part}.{name}" for name in import_module(part).__all__}
    used = {each for name, path in modules("conf").items() for each in imports(name, path)}
    assert {each for each in used if each.partition(".")[0] == "taxonomy"} - public == set()


def test_every_folder_can_be_taken_in_at_a_glance() -> None:
    """Fewer than twelve modules and rooms lie at any one level of the code, and no file has over 400 lines."""
    crowded: dict[str, int] = {}
    long: dict[str, int] = {}
    for house in ("taxonomy", "conf"):
        for folder in [ROOT / house, *(path for path in (ROOT / house).rglob("*") if path.is_dir())]:
            here = {path.name for path in folder.glob("*.py")} - {"__init__.py"}
            here |= {path.parent.name for path in folder.glob("*/__init__.py")}
            crowded |= {folder.relative_to(ROOT).as_posix(): len(here)} if len(here) >= 12 else {}
        for path in modules(house).values():
            lines = len(path.read_text(encoding="utf-8").splitlines())
            long |= {path.relative_to(ROOT).as_posix(): lines} if lines > 400 else {}
    assert (crowded, long) == ({}, {})


def taken_and_called(function: ast.AST) -> set[str]:
    """The built-in functions that a function calls, and whose names a comprehension in it takes for its items."""
    kinds = (ast.ListComp, ast.SetComp, ast.DictComp)
    targets = [each.target for part in ast.walk(function) if isinstance(part, kinds) for each in part.generators]
    taken = {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    calls = (each.func for each in ast.walk(function) if isinstance(each, ast.Call))
    return taken & {each.id for each in calls if isinstance(each, ast.Name)} & {*dir(builtins)}


def test_a_builtin_is_called_where_no_item_has_its_name() -> None:
    """Python 3.12.1 takes the item for the function, where a lambda beside it calls that, too: 406 pages were lost."""
    wrong = "def f(a):\n    known = [id for id in a]\n    return {id(each): 1 for each in known}, lambda x: id(x)\n"
    assert taken_and_called(ast.parse(wrong)) == {"id"}
    found = [
        f"{path.relative_to(ROOT)}:{function.lineno}: {names}"
        for room in ("taxonomy", "conf")
        for path in (ROOT / room).rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and (names := taken_and_called(function))
    ]
    assert found == []
