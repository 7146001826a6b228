"""The reference in the formats that people already use, each with the same facts.

Each module of this package makes one format from a ``View``: its ``files`` function gives
the bytes of each file by name. Formats with a library of their own are extras.

>>> import taxonomy
>>> from taxonomy.export import export
>>> sorted(export(taxonomy.load(), "json"))
['taxonomy.json']
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taxonomy.query.taxonomy import Taxonomy

DISTRIBUTION = "therapy-taxonomy"


class Format(NamedTuple):
    """One format.

    Attributes:
        module: the module of this package that makes it.
        first: the file that one opens first.
        says: what it is, and who reads it.
        folder: the folder in which its files stand beside those of other formats.
        extra: the extra of this package that it needs, or nothing.
        library: the library of that extra, as Python imports it.
    """

    module: str
    first: str
    says: str
    folder: str = ""
    extra: str = ""
    library: str = ""


FORMATS = {
    "json": Format("formats.json_document", "taxonomy.json", "one JSON document, for programs"),
    "json-schema": Format("formats.json_schema", "taxonomy.schema.json", "the JSON Schema (2020-12) of that document"),
    "jsonl": Format("formats.json_lines", "taxonomy.jsonl", "JSON Lines, one record a line, for pipes"),
    "csv": Format(
        "formats.csv_package",
        "datapackage.json",
        "CSV tables with a Frictionless datapackage.json, for spreadsheets and R",
        "csv",
    ),
    "parquet": Format(
        "formats.parquet",
        "types.parquet",
        "Parquet tables, for DuckDB, Spark and data frames",
        "parquet",
        "parquet",
        "pyarrow",
    ),
    "skos": Format("graphs.skos", "taxonomy.skos.ttl", "SKOS in Turtle, for thesauri and SPARQL"),
    "skos-jsonld": Format("graphs.skos_jsonld", "taxonomy.skos.jsonld", "the same SKOS as JSON-LD"),
    "owl": Format(
        "graphs.owl", "taxonomy.owl", "OWL in RDF/XML with OBO's annotations, for Protégé and ontology libraries"
    ),
    "sssom": Format("formats.sssom", "taxonomy.sssom.tsv", "SSSOM table of the mappings to other vocabularies"),
    "fhir": Format(
        "formats.fhir", "CodeSystem-therapies.json", "FHIR R5 CodeSystem and ValueSets, for health records", "fhir"
    ),
    "jsonld": Format("graphs.schema_org", "taxonomy.schema-org.jsonld", "schema.org JSON-LD, for search engines"),
    "llms": Format("formats.llms", "llms.txt", "llms.txt, a list of all treatments for language models"),
}


class Unwritable(RuntimeError):
    """A format cannot be made; the message says why."""


class MissingExtra(Unwritable):
    """A format needs a library that is not installed; the message says which command installs it."""

    def __init__(self, formats: Iterable[str]) -> None:
        names = list(formats)
        self.extras = sorted({FORMATS[name].extra for name in names})
        libraries = " and ".join(sorted({FORMATS[name].library for name in names}))
        command = f'pip install "{DISTRIBUTION}[{",".join(self.extras)}]"'
        super().__init__(f"{', '.join(names)}: needs {libraries}, which is not installed; install it by: {command}")


def lacking(formats: Iterable[str]) -> list[str]:
    """Those of the formats whose library is not installed."""
    return [name for name in formats if FORMATS[name].library and find_spec(FORMATS[name].library) is None]


def export(taxonomy: Taxonomy, *formats: str) -> dict[str, bytes]:
    """The files of one format, or of several: their bytes by name.

    The same data give the same bytes, whenever and wherever they are made.

    Args:
        taxonomy: the reference.
        formats: names from ``FORMATS``; by default all. Of several formats, those that are
            more than one file have a folder of their own.

    Raises:
        KeyError: if a format is unknown.
        MissingExtra: if a format needs a library that is not installed.
    """
    from .view import View

    chosen = list(formats or FORMATS)
    modules = [FORMATS[name].module for name in chosen]
    if missing := lacking(chosen):
        raise MissingExtra(missing)
    view = View(taxonomy)
    found: dict[str, bytes] = {}
    for name, module in zip(chosen, modules, strict=True):
        folder = f"{FORMATS[name].folder}/" if FORMATS[name].folder and len(chosen) > 1 else ""
        made: dict[str, bytes] = import_module(f"{__name__}.{module}").files(view)
        found.update({f"{folder}{file}": content for file, content in made.items()})
    return found
