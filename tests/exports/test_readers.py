"""Each format is opened by the independent reader of its field, and holds the same facts."""

from __future__ import annotations

import csv
import hashlib
import json
import resource
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import owlready2
import polars as pl
import pronto
import pyarrow.parquet
import pyoxigraph
import pytest
from fhir.resources.codesystem import CodeSystem
from fhir.resources.valueset import ValueSet
from frictionless import Package
from jsonschema import Draft202012Validator
from pyld import jsonld
from pyshacl import validate as conforms
from rdflib import RDF, SKOS, Graph

from taxonomy.export import Edition
from taxonomy.export.addresses import BASE, TERMS, iri
from taxonomy.export.graphs.skos import kind_class

ROOT = Path(__file__).parents[2]

Answers = dict[str, tuple[str, str]]  # by type: whether it is cell therapy, and immunotherapy


@pytest.fixture(scope="session")
def answers(view: Edition) -> Answers:
    """What every format must say of each type."""
    return {type_.id: tuple(each.value for each in view.taxonomy.classify(type_)[:2]) for type_ in view.types()}  # type: ignore[misc]


class TestWhole:
    """What holds for all files at once."""

    def test_is_quick(self, tmp_path: Path) -> None:
        """Everything in one command takes less than 10 seconds of one processor, whatever else the machine does."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "taxonomy", "export", "all", "-o", str(tmp_path)], cwd=ROOT, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)

        assert (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime) < 10

    def test_is_the_same_each_time(self, tmp_path: Path) -> None:
        """Two processes, whose sets have different orders, write the same bytes."""
        digests = []
        for seed in ("1", "2"):
            folder = tmp_path / seed
            command = [sys.executable, "-m", "taxonomy", "export", "all", "-o", str(folder)]
            subprocess.run(command, cwd=ROOT, env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}, check=True)
            paths = sorted(path for path in folder.rglob("*") if path.is_file())
            digests.append(
                {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).digest() for path in paths}
            )

        assert digests[0] == digests[1]
        assert len(digests[0]) > 40


class TestTables:
    """JSON, CSV and Parquet."""

    def test_json_by_jsonschema(self, files: Path, answers: Answers) -> None:
        """The document keeps its schema, formats included."""
        validator = Draft202012Validator(
            json.loads((files / "taxonomy.schema.json").read_text("utf-8")),
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        whole = json.loads((files / "taxonomy.json").read_text("utf-8"))

        assert list(validator.iter_errors(whole)) == []
        assert {
            each["id"]: (each["derived"]["cell_therapy"], each["derived"]["immunotherapy"]) for each in whole["types"]
        } == answers

    def test_csv_by_frictionless(self, files: Path) -> None:
        """Every row of every table keeps its description: forms, enumerations, keys and foreign keys."""
        report = Package(str(files / "csv/datapackage.json")).validate()

        assert report.flatten(["type", "note", "fieldName", "rowNumber"]) == []
        assert report.stats["tasks"] == len(list((files / "csv").glob("*.csv")))

    def test_frictionless_would_see_a_mistake(self, files: Path, tmp_path: Path) -> None:
        """The description refuses an unknown verdict, a product of no type, and a row told twice."""
        for path in (files / "csv").iterdir():
            (tmp_path / path.name).write_bytes(path.read_bytes())
        types = (tmp_path / "types.csv").read_text("utf-8").replace("\ncar-t-cell-therapy,", "\ncar-t,")
        (tmp_path / "types.csv").write_text(types, "utf-8")

        report = Package(str(tmp_path / "datapackage.json")).validate()

        assert {kind for (kind,) in report.flatten(["type"])} == {"foreign-key"}

    def test_parquet_by_duckdb(self, files: Path, view: Edition, answers: Answers) -> None:
        """DuckDB counts as many rows as there are records, and reads lists as lists."""
        for name, table in view.tables.items():
            (count,) = duckdb.sql(f"SELECT count(*) FROM '{files}/parquet/{name}.parquet'").fetchall()[0]  # noqa: S608
            assert count == len(table.rows), name
        rows = duckdb.sql(
            f"SELECT id, derived_cell_therapy, derived_immunotherapy, attributes_agent FROM '{files}/parquet/types.parquet'"  # noqa: S608
        ).fetchall()
        assert {id: (cell, immune) for id, cell, immune, _ in rows} == answers
        assert all(isinstance(agent, list) and agent for *_, agent in rows)

    def test_parquet_says_what_its_columns_mean(self, files: Path) -> None:
        """Each column carries its description, and whether it is derived."""
        schema = pyarrow.parquet.read_schema(files / "parquet/types.parquet")

        for field in schema:
            assert field.metadata[b"description"]
            assert (field.metadata[b"derived"] == b"true") == field.name.startswith("derived_")

    def test_csv_and_parquet_are_the_same(self, files: Path, view: Edition) -> None:
        """Polars reads the same values from both, table by table."""
        for name, table in view.tables.items():
            parquet = pl.read_parquet(files / f"parquet/{name}.parquet")
            texts = pl.read_csv(files / f"csv/{name}.csv", infer_schema=False)
            lists = [column.name for column in table.columns if column.form == "texts"]
            numbers = [column.name for column in table.columns if column.form == "decimal"]
            joined = parquet.with_columns(pl.col(each).list.join("|") for each in lists)
            texts = texts.with_columns(pl.col(each).cast(pl.Float64) for each in numbers)
            assert joined.cast(pl.String).fill_null("").equals(texts.cast(pl.String).fill_null("")), name

    def test_workbook_by_openpyxl(self, files: Path, view: Edition) -> None:
        """A sheet a table, with the same values as in CSV: letters are right, dates are dates, and nothing is a formula."""
        book = openpyxl.load_workbook(files / "taxonomy.xlsx")

        assert book.sheetnames == ["read me", *view.tables]
        for name, table in view.tables.items():
            decimal = {column.name for column in table.columns if column.form == "decimal"}
            cells = [list(row) for row in book[name].iter_rows()]
            assert {cell.data_type for row in cells for cell in row} <= set("sdnb")
            with (files / f"csv/{name}.csv").open(encoding="utf-8", newline="") as stream:
                head, *told = csv.reader(stream)
            places = [place for place, column in enumerate(head) if column in decimal]
            for row in told:  # 70.20 is written as 70.2
                row[:] = [f"{float(each):g}" if place in places and each else each for place, each in enumerate(row)]
            assert [[as_csv(cell.value) for cell in row] for row in cells] == [head, *told], name


def as_csv(value: Any) -> str:
    """A value of a sheet as CSV writes it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


class TestGraphs:
    """SKOS in Turtle and JSON-LD."""

    def test_notations_say_the_same(self, files: Path, store: pyoxigraph.Store) -> None:
        """Oxigraph reads the same statements from Turtle and from JSON-LD."""
        other = pyoxigraph.Store()
        other.load(path=files / "taxonomy.skos.jsonld", format=pyoxigraph.RdfFormat.JSON_LD)

        assert {str(quad) for quad in other} == {str(quad) for quad in store}

    def test_holds_as_many_records(self, store: pyoxigraph.Store, view: Edition) -> None:
        """Every row of every table is a node of its class."""
        query = "SELECT ?class (COUNT(?node) AS ?n) WHERE { ?node a ?class } GROUP BY ?class"
        rows: Any = store.query(query)
        counts = {row["class"].value.removeprefix(TERMS): int(row["n"].value) for row in rows}

        for name, table in view.tables.items():
            assert counts.get(kind_class(name).removeprefix("term:"), 0) == len(table.rows), name

    def test_answers_in_sparql(self, store: pyoxigraph.Store, answers: Answers) -> None:
        """SPARQL finds the same answers."""
        query = f"""
            PREFIX term: <{TERMS}>
            SELECT ?id ?cell ?immune WHERE {{
                ?type a term:Type ; term:id ?id ; term:derived_cell_therapy ?cell ; term:derived_immunotherapy ?immune
            }}"""
        rows: Any = store.query(query)
        found = {row["id"].value: (row["cell"].value, row["immune"].value) for row in rows}

        assert found == answers

    def test_skos_integrity(self, graph: Graph) -> None:
        """The integrity rules of the SKOS reference (S9, S13, S14, S27, S46), in rdflib."""
        concepts = set(graph.subjects(RDF.type, SKOS.Concept))
        others = set(graph.subjects(RDF.type, SKOS.ConceptScheme)) | set(graph.subjects(RDF.type, SKOS.Collection))
        assert concepts
        assert not concepts & others
        for concept in concepts:
            labels = [str(label) for label in graph.objects(concept, SKOS.prefLabel)]
            assert len(labels) == 1
            assert not set(labels) & {str(label) for label in graph.objects(concept, SKOS.altLabel)}
            wider = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
            assert not wider & set(graph.objects(concept, SKOS.related))
            assert concept not in {above for each in wider for above in graph.objects(each, SKOS.broader)}
            exact = set(graph.objects(concept, SKOS.exactMatch))
            assert not exact & set(graph.objects(concept, SKOS.broadMatch))
            assert not exact & set(graph.objects(concept, SKOS.relatedMatch))

    def test_every_concept_by_shacl(self, graph: Graph) -> None:
        """pySHACL: each concept has one label, one definition, sources and a review day, and stands in the scheme."""
        small = Graph()
        for concept in graph.subjects(RDF.type, SKOS.Concept):
            for triple in graph.triples((concept, None, None)):
                small.add(triple)

        valid, _, text = conforms(small, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))

        assert valid, text

    def test_shacl_would_see_a_mistake(self, graph: Graph) -> None:
        """A concept without its review day does not conform."""
        concept = next(iter(graph.subjects(RDF.type, SKOS.Concept)))
        small = Graph()
        for triple in graph.triples((concept, None, None)):
            if "modified" not in str(triple[1]):
                small.add(triple)

        assert not conforms(small, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))[0]

    def test_properties_are_described(self, store: pyoxigraph.Store) -> None:
        """Every property of our own is declared, with whether it is derived."""
        query = f"""
            SELECT DISTINCT ?property WHERE {{
                ?node ?property ?value FILTER(STRSTARTS(STR(?property), "{TERMS}"))
                FILTER NOT EXISTS {{ ?property a <{RDF.Property}> ; <{TERMS}derived> ?derived }}
            }}"""

        found: Any = store.query(query)
        assert [str(row) for row in found] == []


SHAPES = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <{SKOS}> .
@prefix dcterms: <http://purl.org/dc/terms/> .
[] a sh:NodeShape ; sh:targetClass skos:Concept ;
   sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:maxCount 1 ] ;
   sh:property [ sh:path skos:definition ; sh:minCount 1 ; sh:maxCount 1 ] ;
   sh:property [ sh:path skos:inScheme ; sh:hasValue <{BASE}scheme/therapies> ] ;
   sh:property [ sh:path dcterms:source ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ;
   sh:property [ sh:path dcterms:modified ; sh:minCount 1 ; sh:maxCount 1 ] .
"""


def own_id(name: str) -> str:
    """The identifier of a type by its short name or its address; nothing for any other class."""
    id = name.removeprefix("therapy:").removeprefix(BASE)
    return "" if {"/", ":"} & set(id) else id


class TestOntologies:
    """OWL and OBO in two libraries."""

    @pytest.mark.parametrize("name", ["taxonomy.owl", "taxonomy.obo", "taxonomy.obographs.json"])
    # pronto knows annotations by their use alone, and no class that is defined by others
    @pytest.mark.filterwarnings("ignore:cannot process plain", "ignore:unknown element", "ignore:unsound encoding")
    def test_pronto(self, files: Path, view: Edition, answers: Answers, name: str) -> None:
        """Pronto reads names, definitions, synonyms, wider classes, cross-references and derived answers."""
        terms = {
            own_id(term.id): term
            for term in pronto.Ontology(str(files / name)).terms()
            if not term.obsolete and own_id(term.id)
        }
        assert set(terms) == set(answers)
        for type_ in view.types():
            term = terms[type_.id]
            assert term.name == type_.name
            assert str(term.definition) == type_.sentence
            scopes = {"exact": "EXACT", "narrower": "NARROW", "related": "RELATED"}
            assert {(each.description, each.scope) for each in term.synonyms} == {
                (each.text, scopes[each.scope]) for each in view.names[type_.id]
            }
            wider = {own_id(each.id) for each in term.superclasses(with_self=False)} - {""}
            assert wider == view.taxonomy.ancestors(type_)
            assert {each.id for each in term.xrefs} == {each.object_id for each in type_.mappings}
            said = {
                each.property: getattr(each, "literal", "") or getattr(each, "resource", "")
                for each in term.annotations
            }
            derived = [value for key, value in sorted(said.items()) if key.endswith(("cell_therapy", "immunotherapy"))]
            assert tuple(derived) == answers[type_.id]

    def test_owl_by_owlready(self, files: Path, answers: Answers) -> None:
        """Owlready2 reads the same classes."""
        ontology = owlready2.get_ontology(f"file://{files}/taxonomy.owl").load()

        found = {each.iri for each in ontology.classes() if not each.deprecated and own_id(each.iri)}
        assert found == {iri("type", id) for id in answers}


class TestHealth:
    """FHIR and schema.org."""

    def test_fhir_by_its_models(self, files: Path, answers: Answers) -> None:
        """fhir.resources accepts every resource; the ValueSets hold the codes that the answers say."""
        system = CodeSystem.model_validate_json((files / "fhir/CodeSystem-therapies.json").read_text("utf-8"))
        active = [each for each in system.concept if any(p.valueCode == "active" for p in each.property)]
        assert system.count == len(system.concept)
        assert {each.code for each in active} == set(answers)

        def codes(name: str) -> set[str]:
            text = (files / f"fhir/ValueSet-{name}.json").read_text("utf-8")
            (include,) = ValueSet.model_validate_json(text).compose.include
            assert include.system == system.url
            return {each.code for each in include.concept or []}

        assert codes("all-types") == set()  # the whole system, as FHIR asks of the set that its CodeSystem names
        assert codes("cell-therapy") == {id for id, (cell, _) in answers.items() if cell == "yes"}
        assert codes("immunotherapy") == {id for id, (_, immune) in answers.items() if immune == "yes"}
        assert codes("both") == {id for id, both in answers.items() if both == ("yes", "yes")}
        assert codes("contested") == {id for id, both in answers.items() if "contested" in both}

    def test_schema_org_by_pyld(self, files: Path, answers: Answers) -> None:
        """A JSON-LD processor finds every type as a therapy and a term, with both answers in words."""
        document: Any = json.loads((files / "taxonomy.schema-org.jsonld").read_text("utf-8"))
        assert document["@context"] == "https://schema.org"
        document["@context"] = {"@vocab": "https://schema.org/"}  # the same names, without the network
        nodes = {node["@id"]: node for node in jsonld.expand(document)}

        for id, (cell, immune) in answers.items():
            node = nodes[iri("type", id)]
            assert node["@type"] == ["https://schema.org/MedicalTherapy", "https://schema.org/DefinedTerm"]
            (said,) = node["https://schema.org/disambiguatingDescription"]
            assert f"cell therapy: {cell} " in said["@value"]
            assert f"immunotherapy: {immune} " in said["@value"]


class TestMappings:
    """SSSOM."""

    @pytest.mark.filterwarnings("ignore")  # sssom 0.4 sets options that pandas 3 no longer needs
    def test_sssom_by_its_library(self, files: Path, view: Edition) -> None:
        """sssom-py reads and validates the table: as many mappings, the same identifiers."""
        from sssom.constants import SchemaValidationType
        from sssom.parsers import parse_sssom_table
        from sssom.validators import validate

        table = parse_sssom_table(str(files / "taxonomy.sssom.tsv"))
        kinds = [SchemaValidationType.JsonSchema, SchemaValidationType.PrefixMapCompleteness]
        reports = validate(table, kinds)

        assert [result for report in reports.values() for result in report.results] == []
        assert len(table.df) == len(view.tables["mappings"].rows)

    def test_sssom_holds_every_mapping(self, files: Path, view: Edition) -> None:
        """The table read by its rules: a commented header, then one mapping a row."""
        lines = (files / "taxonomy.sssom.tsv").read_text("utf-8").splitlines()
        names, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
        found = [dict(zip(names, row, strict=True)) for row in rows]

        assert Counter((row["subject_id"], row["predicate_id"], row["object_id"]) for row in found) == Counter(
            (f"therapy:{row['type']}", row["predicate"], row["object_id"]) for row in view.tables["mappings"].rows
        )
        prefixes = {line[3:].split(": ")[0] for line in lines if line.startswith("#  ")}
        assert {curie.partition(":")[0] for row in found for curie in (row["subject_id"], row["object_id"])} <= prefixes
