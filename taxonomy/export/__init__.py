"""The reference in the formats that people already use, each with the same facts.

Each module of a format makes it from an ``Edition``: its ``files`` function gives the bytes
of each file by name. Formats with a library of their own are extras.

>>> import taxonomy
>>> from taxonomy.export import export
>>> sorted(export(taxonomy.load(), "json"))
['taxonomy.json']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from taxonomy.query.taxonomy import Taxonomy

from .addresses import SITE, iri
from .catalogue import croissant, dcat
from .catalogue.dataset import dataset_graph
from .catalogue.downloads import Download, checksums
from .catalogue.landing import Landing, Term, landings, terms
from .columns import Column, Table
from .edition import Edition, full
from .formats import csv_package, fhir, json_document, json_lines, json_schema, llms, parquet, spreadsheet, sssom
from .formats.json_document import read
from .formats.json_schema import schema_of
from .formats.llms import llms_text
from .graphs import obo, owl, schema_org, skos, skos_jsonld
from .graphs.schema_org import illness_graph, page_graph, question_graph
from .names import Name
from .writing import Unwritable, write, zipped

__all__ = [
    "FORMATS",
    "SITE",
    "Column",
    "Download",
    "Edition",
    "Format",
    "Landing",
    "MissingExtra",
    "Name",
    "Table",
    "Term",
    "Unwritable",
    "checksums",
    "dataset_graph",
    "downloads",
    "export",
    "full",
    "illness_graph",
    "iri",
    "lacking",
    "landings",
    "llms_text",
    "page_graph",
    "question_graph",
    "read",
    "schema_of",
    "terms",
    "write",
    "zipped",
]

DISTRIBUTION = "therapy-taxonomy"


class Format(NamedTuple):
    """One format.

    Attributes:
        files: makes the bytes of each file by name.
        first: the file that one opens first.
        says: what it is, and who reads it.
        folder: the folder in which its files stand beside those of other formats.
        extra: the extra of this package that it needs, or nothing.
        library: the library of that extra, as Python imports it.
        media: the media type of its first file.
    """

    files: Callable[[Edition], dict[str, bytes]]
    first: str
    says: str
    folder: str = ""
    extra: str = ""
    library: str = ""
    media: str = "application/json"


def downloads() -> list[Download]:
    """The file that one takes of each format that can be made here; of a format with a folder, the archive."""
    missing = lacking(FORMATS)
    return [
        Download(name, each.says, f"{each.folder}.zip", "application/zip")
        if each.folder
        else Download(name, each.says, each.first, each.media)
        for name, each in FORMATS.items()
        if name not in missing
    ]


FORMATS = {
    "json": Format(json_document.files, "taxonomy.json", "one JSON document, for programs"),
    "json-schema": Format(json_schema.files, "taxonomy.schema.json", "the JSON Schema (2020-12) of that document"),
    "record-schemas": Format(
        json_schema.record_files,
        "type.schema.json",
        "a JSON Schema for the file of each kind of record, for editors",
        "schema",
    ),
    "jsonl": Format(
        json_lines.files, "taxonomy.jsonl", "JSON Lines, one record a line, for pipes", media="application/jsonl"
    ),
    "csv": Format(
        csv_package.files,
        "datapackage.json",
        "CSV tables with a Frictionless datapackage.json, for databases and R",
        "csv",
    ),
    "xlsx": Format(
        spreadsheet.files,
        "taxonomy.xlsx",
        "a workbook with a sheet for each table, for Excel and LibreOffice",
        extra="xlsx",
        library="xlsxwriter",
        media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "parquet": Format(
        parquet.files,
        "types.parquet",
        "Parquet tables, for DuckDB, Spark and data frames",
        "parquet",
        "parquet",
        "pyarrow",
    ),
    "skos": Format(skos.files, "taxonomy.skos.ttl", "SKOS in Turtle, for thesauri and SPARQL", media="text/turtle"),
    "skos-jsonld": Format(
        skos_jsonld.files, "taxonomy.skos.jsonld", "the same SKOS as JSON-LD", media="application/ld+json"
    ),
    "owl": Format(
        owl.files,
        "taxonomy.owl",
        "OWL in RDF/XML with axioms and OBO's annotations, for Protégé and reasoners",
        media="application/rdf+xml",
    ),
    "obo": Format(
        obo.files,
        "taxonomy.obo",
        "the same ontology in OBO's own format, for pronto, ROBOT and OLS",
        media="text/plain",
    ),
    "obographs": Format(
        obo.graph_files, "taxonomy.obographs.json", "the same ontology as OBO Graphs, JSON for programs"
    ),
    "sssom": Format(
        sssom.files,
        "taxonomy.sssom.tsv",
        "SSSOM table of the mappings to other vocabularies",
        media="text/tab-separated-values",
    ),
    "fhir": Format(
        fhir.files,
        "package.tgz",
        "FHIR R5 package of CodeSystem, ValueSets and ConceptMaps, for health records",
        "fhir",
    ),
    "jsonld": Format(
        schema_org.files,
        "taxonomy.schema-org.jsonld",
        "schema.org JSON-LD, for search engines",
        media="application/ld+json",
    ),
    "llms": Format(
        llms.files, "llms.txt", "llms.txt, a list of all treatments for language models", media="text/plain"
    ),
    "dcat": Format(dcat.files, "dcat.ttl", "DCAT, for catalogues of open data", media="text/turtle"),
    "croissant": Format(
        croissant.files, "croissant.json", "Croissant, for machine learning", media="application/ld+json"
    ),
}


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


def export(
    taxonomy: Taxonomy, *formats: str, progress: Callable[[Sequence[str]], Iterable[str]] = iter
) -> dict[str, bytes]:
    """The files of one format, or of several: their bytes by name.

    The same data give the same bytes, whenever and wherever they are made.

    Args:
        taxonomy: the reference.
        formats: names from ``FORMATS``; by default all. Of several formats, those that are
            more than one file have a folder of their own, and ``SHA256SUMS`` tells what all hold.
        progress: goes through the names, and may tell how far it is.

    Raises:
        KeyError: if a format is unknown.
        MissingExtra: if a format needs a library that is not installed.
    """
    chosen = {name: FORMATS[name] for name in formats or FORMATS}
    if missing := lacking(chosen):
        raise MissingExtra(missing)
    edition = Edition(taxonomy, downloads())
    found: dict[str, bytes] = {}
    for name in progress(list(chosen)):
        each = chosen[name]
        folder = f"{each.folder}/" if each.folder and len(chosen) > 1 else ""
        found.update({f"{folder}{file}": content for file, content in each.files(edition).items()})
    return {**found, "SHA256SUMS": checksums(found)} if len(chosen) > 1 else found
