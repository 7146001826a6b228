"""Writes a synthetic set of any size: the project's data, and the same pages written by hand, as it were.

Every record is a copy of a real one, chosen at random, under a name of its own; so texts,
tables, products and sources are as long as real ones. The same seed gives the same set.
The pre-written pages hold what the project's pages show: Markdown made of the very blocks.
sphinx-needs gets the same pages as needs.
"""

from __future__ import annotations

import copy
import random
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # for the domain, as conf.py does

import taxonomy  # noqa: E402
from conf.therapy.blocks import Block, Runs, Table  # noqa: E402
from conf.therapy.tracking import VIEWS, Reference  # noqa: E402
from conf.therapy.views import pages as views  # noqa: E402
from taxonomy import Taxonomy  # noqa: E402
from taxonomy import vocabulary as v  # noqa: E402

from .needs import write_needs  # noqa: E402

SPECIAL = re.compile(r"[\\*_\[\]<>|`]")
Dumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
PAGES = {"rule": "rules", "authority": "authorities", "product": "products"}
STRESS = {"strong": "**", "answer": "**", "em": "*"}
LISTED = "rules", "authorities", "products"


def write_data(folder: Path, count: int, seed: int) -> None:
    """Write ``count`` types with their products, and all authorities and sources."""
    real = taxonomy.load()
    chance = random.Random(seed)  # noqa: S311 - a reproducible choice
    ids = sorted(real.types)
    made: dict[str, list[str]] = {}  # family -> types so far
    for number in range(count):
        origin = ids[number % len(ids)] if number < len(ids) else chance.choice(ids)
        record: dict[str, Any] = copy.deepcopy(real.records["type"][origin])
        record["id"] = f"{origin}-{number}"
        record["name"] = f"{record['name']} {number}"
        record["synonyms"] = [f"{name} {number}" for name in record.get("synonyms", [])] or [f"variant {number}"]
        before = made.setdefault(record["family"], [])
        record.pop("parents", None)
        if before and chance.random() < 0.7:
            record["parents"] = [chance.choice(before)]
        before.append(record["id"])
        write(folder / "types", record)
        for product in real.products_of(origin)[:2]:
            data: dict[str, Any] = {**product.data, "id": f"{product.id}-{number}", "type": record["id"]}
            data["name"] = f"{product.name} {number}"
            write(folder / "products", data)
    (folder / "claims").mkdir()
    for data in real.records["authority"].values():
        write(folder / "authorities", data)
    shutil.copy(Path(taxonomy.__file__).parent / "data" / "sources.bib", folder)


def write(folder: Path, record: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(record, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100_000)
    (folder / f"{record['id']}.yaml").write_text(text, encoding="utf-8")


class Markdown:
    """Writes blocks as Markdown, as a careful author would.

    Attributes:
        up: the way from the page to the folder of all pages.
    """

    def __init__(self, reference: Reference, up: str) -> None:
        self.reference, self.up = reference, up

    def blocks(self, blocks: Iterable[Block], level: int = 2) -> str:
        return "\n\n".join(self.block(block, level) for block in blocks)

    def block(self, block: Block, level: int) -> str:
        kind = block[0]
        if kind == "p":
            return self.runs(block[1])
        if kind == "list":
            return "\n".join(f"- {self.runs(runs)}" for runs in block[1])
        if kind == "table":
            return self.table(block[1])
        if kind == "sources":
            return "\n".join(f"{number}. {self.runs(runs)}" for number, _, runs in block[1])
        if kind == "note":
            inner = self.blocks(block[3], level)
            return f":::{{admonition}} {block[2]}\n:class: {block[1]}\n\n{inner}\n:::"
        return f"{'#' * level} {block[2]}\n\n{self.blocks(block[3], level + 1)}"

    def table(self, table: Table) -> str:
        lines = [self.line([[each] for each in table.head]), "|---" * len(table.head) + "|"]
        rows = "\n".join([*lines, *map(self.line, table.rows)])
        return f":::{{table}} {table.caption}\n\n{rows}\n:::"

    def line(self, cells: list[list[Runs]]) -> str:
        return "| " + " | ".join("<br>".join(map(self.runs, cell)) for cell in cells) + " |"

    def runs(self, runs: Runs) -> str:
        return "".join(map(self.run, runs))

    def run(self, run: tuple[Any, ...]) -> str:
        kind, words = run[0], SPECIAL.sub(r"\\\g<0>", str(run[-1]))
        if kind in STRESS:
            return f"{STRESS[kind]}{words.rstrip()}{STRESS[kind]}" + " " * (len(words) - len(words.rstrip()))
        if kind == "ref":
            return self.link(run[1], run[2], words)
        if kind == "url":
            return f"[{words}](<{run[1]}>)"
        if kind == "cite":
            return rf"[\[{run[2]}\]](#sources)"
        if kind == "source":  # a citation of the list of all sources, which these sets have not
            return rf" \[{words}\]"
        return words

    def link(self, kind: str, id: str, words: str) -> str:
        page = f"types/{id}" if kind == "type" else PAGES.get(kind)
        return f"[{words}]({self.up}{page}.md)" if page else words


def tree(entries: Iterable[str]) -> str:
    return "\n```{toctree}\n:hidden:\n\n" + "\n".join(entries) + "\n```\n"


def page(path: Path, title: str, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# {title}\n\n{body}\n", encoding="utf-8")


def write_pages(folder: Path, reference: Reference) -> None:
    """Write the project's pages into ``docs``, and the same pages pre-written into ``pages``."""
    t = reference.taxonomy
    docs, pages = folder / "docs", folder / "pages"
    here, deeper = Markdown(reference, ""), Markdown(reference, "../")
    for type_ in t:
        name = f"types/{type_.id}.md"
        page(docs / name, type_.name, f"```{{therapy:type}} {type_.id}\n```")
        (_, blocks), _ = views.type_page(reference, type_.id)
        page(pages / name, type_.name, deeper.blocks(blocks))
    families = [name for name in v.FAMILY if t.family(name)]
    for name in families:
        page(docs / f"families/{name}.md", v.FAMILY[name], f"```{{therapy:types}} {name}\n```")
        listed = tree(f"/types/{each.id}" for each in sorted(t.family(name), key=lambda each: each.name.casefold()))
        blocks, _ = views.family_list(reference, name)
        page(pages / f"families/{name}.md", v.FAMILY[name], deeper.blocks(blocks) + "\n" + listed)
    parts = {
        "rules": [
            ("rule_list", term) for term in ("cell_therapy", "immunotherapy", "subclass", "eu_class", "fda_class")
        ],
        "authorities": [("authority_list", "")],
        "products": [("product_list", "all")],
    }
    directive = {"rule_list": "rules", "authority_list": "authorities", "product_list": "products"}
    for name, shown in parts.items():
        page(
            docs / f"{name}.md", name, "\n\n".join(f"```{{therapy:{directive[of]}}} {each}\n```" for of, each in shown)
        )
        found = [here.blocks(VIEWS[of](reference, each)[0]) for of, each in shown]
        page(pages / f"{name}.md", name, "\n\n".join(found))
    for where in (docs, pages):
        page(
            where / "index.md", "Set", f"{len(t)} types." + tree([*(f"families/{each}" for each in families), *LISTED])
        )


def generate(folder: Path, count: int, seed: int = 4) -> Taxonomy:
    """Write a set: ``data``, ``docs``, ``pages`` and ``needs``.

    Raises:
        DataError: if a record is not valid, which would be a mistake of this generator.
    """
    write_data(folder / "data", count, seed)
    reference = Reference(folder / "data")
    write_pages(folder, reference)
    write_needs(folder, reference.taxonomy)
    return reference.taxonomy
