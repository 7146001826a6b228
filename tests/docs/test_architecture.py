"""The page on the architecture speaks of the house that stands."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "contribute" / "architecture.md").read_text(encoding="utf-8")


def test_every_room_is_described() -> None:
    """Each folder that holds a part of the house has a line in the table of rooms."""
    inner = [path for room in ("taxonomy", "conf") for path in (ROOT / room).iterdir()]
    rooms = {path.relative_to(ROOT).as_posix() + "/" for path in inner if path.is_dir() and path.name != "__pycache__"}

    assert {room for room in rooms if f"`{room}`" not in PAGE} == set()


def test_every_module_that_is_named_exists() -> None:
    """The page names no module that is gone."""
    tables = {"The package": ROOT / "taxonomy", "The domain": ROOT / "conf" / "therapy"}
    for title, folder in tables.items():
        table = PAGE.split(f"## {title}\n")[1].split("\n## ")[0]
        first = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        named = re.findall(r"`(\w+)`", " ".join(first))

        assert named
        there = {path.stem for path in folder.rglob("*.py")} | {
            path.name for path in folder.rglob("*") if path.is_dir()
        }
        assert [name for name in named if name not in there] == []
