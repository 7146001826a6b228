"""Writes a synthetic set of any size: the project's data, and the same pages written by hand, as it were.

Every record is a copy of a real one, chosen at random, under a name of its own; so texts,
tables, products and sources are as long as real ones. The same seed gives the same set.
The pre-written pages hold what the project's pages show: Markdown made of the very blocks.
sphinx-needs gets the same pages as needs.
"""

from __future__ import annotations

import copy
import random
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # for the domain, as conf.py does

import taxonomy  # noqa: E402
from conf.sitekit.markdown import escaped  # noqa: E402
from conf.therapy import blocks as b  # noqa: E402
from conf.therapy.tracking import Reference, View  # noqa: E402
from conf.therapy.views import pages as views  # noqa: E402
from conf.therapy.views.records import lists  # noqa: E402
from conf.therapy.write.markdown import InMarkdown  # noqa: E402
from taxonomy import Taxonomy  # noqa: E402
from taxonomy import vocabulary as v  # noqa: E402
from taxonomy.model.records import FOLDERS  # noqa: E402

from .needs import write_needs  # noqa: E402

Dumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
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
        stand_alone(record, real.records["type"])
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
    for kind in ("authority", "illness"):
        for data in real.records[kind].values():
            write(folder / FOLDERS[kind], data)
    shutil.copy(Path(taxonomy.__file__).parent / "data" / "sources.bib", folder)


def stand_alone(record: dict[str, Any], types: dict[str, dict[str, Any]]) -> None:
    """Let a record hold what it takes from a wider type, and name no product: those of the set have other names."""
    record.pop("uses_complete", None)
    for name in ("harms", "steps", "life", "costs"):
        if wider := record.pop(f"{name}_as_for", None):
            above = copy.deepcopy(types[wider])
            stand_alone(above, types)
            told = {each.get("topic") for each in record.get(name, [])} - {None}
            more = [each for each in above.get(name, []) if each.get("topic") not in told]
            if more or name in record:
                record[name] = [*record.get(name, []), *more]
            record.setdefault("harms_not_found", above.get("harms_not_found", []))
    if not record.get("harms_not_found"):
        record.pop("harms_not_found", None)
    for each in [*record.get("harms", []), *(status for use in record.get("uses", []) for status in use["status"])]:
        each.pop("products", None)


def write(folder: Path, record: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(record, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100_000)
    (folder / f"{record['id']}.yaml").write_text(text, encoding="utf-8")


class InMyst(InMarkdown):
    """Writes blocks as Markdown, as a careful author would."""

    @classmethod
    def at(cls, up: str) -> InMyst:
        """A writer for a page from which ``up`` is the way to the folder of all pages."""
        pages = {"rule": "rules", "authority": "authorities"}

        def address(kind: str, id: str) -> str | None:
            page = f"types/{id}" if kind == "type" else pages.get(kind)
            return f"{up}{page}.md" if page else None

        return cls(address, up, 2)

    def note(self, block: b.Note) -> str:
        return f":::{{admonition}} {block.title}\n:class: {block.tone}\n\n{self.blocks(block.blocks)}\n:::"

    def table(self, block: b.Table) -> str:
        return f":::{{table}} {block.caption}\n\n{super().table(block._replace(caption=''))}\n:::"

    def sources(self, block: b.Sources) -> str:
        return "\n".join(f"{each.number}. {self.runs(each.runs)}" for each in block.items)

    # Frames as paragraphs with the very words of the page: a heading may not stand in an admonition.

    def titled(self, title: str, *below: str) -> str:
        return self.between.join(filter(None, (f"**{title}**", *below)))

    def answers(self, block: b.Answers) -> str:
        return self.between.join(
            f"{escaped(each.question)} {self.answer(each.answer)} {self.runs(each.reason)}" for each in block.items
        )

    def glance(self, block: b.Glance) -> str:
        return self.between.join(f"{escaped(each.term)} {self.runs(each.runs)}" for each in block.items)

    def card(self, card: b.Card) -> str:
        tags = self.between.join(map(self.run, card.tags))
        return self.titled(self.runs(card.title), tags, self.blocks(card.blocks))

    def steps(self, block: b.Steps) -> str:
        return self.between.join(
            self.titled(
                escaped(each.title), escaped(", ".join(filter(None, (each.duration, each.place)))), self.runs(each.runs)
            )
            for each in block.items
        )

    def bars(self, block: b.Bars) -> str:
        rows = (escaped(f"{each.name} {each.figure} {each.interval}") for each in block.rows)
        return self.titled(escaped(block.question), *rows, self.runs(block.remark))

    def columns(self, block: b.Columns) -> str:
        return self.between.join(self.titled(escaped(each.title), self.blocks(each.blocks)) for each in block.items)

    def fold(self, block: b.Fold) -> str:
        return self.titled(escaped(block.title), escaped(block.note), self.blocks(block.blocks))

    def glyph(self, _run: b.Glyph) -> str:
        return ""

    def url(self, run: b.Url) -> str:
        return f"[{escaped(run.words)}](<{run.address}>)"

    def cite(self, run: b.Cite) -> str:
        return rf"[\[{run.number}\]](#sources)"

    def source_ref(self, run: b.SourceRef) -> str:  # of the list of all sources, which these sets have not
        return rf" \[{escaped(run.words)}\]"


def tree(entries: Iterable[str]) -> str:
    return "\n```{toctree}\n:hidden:\n\n" + "\n".join(entries) + "\n```\n"


def page(path: Path, title: str, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# {title}\n\n{body}\n", encoding="utf-8")


def write_pages(folder: Path, reference: Reference) -> None:
    """Write the project's pages into ``docs``, and the same pages pre-written into ``pages``."""
    t = reference.taxonomy
    docs, pages = folder / "docs", folder / "pages"
    here, deeper = InMyst.at(""), InMyst.at("../")
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
    parts: dict[str, list[tuple[View, str]]] = {
        "rules": [
            (views.rule_list, term) for term in ("cell_therapy", "immunotherapy", "subclass", "eu_class", "fda_class")
        ],
        "authorities": [(views.authority_list, "")],
        "products": [(lists.product_list, "")],
    }
    for name, shown in parts.items():
        page(
            docs / f"{name}.md",
            name,
            "\n\n".join(f"```{{therapy:{name}}} {each}".rstrip() + "\n```" for _, each in shown),
        )
        found = [here.blocks(view(reference, each)[0]) for view, each in shown]
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
