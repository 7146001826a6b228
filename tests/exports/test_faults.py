"""Faults that an audit found in the formats, and public issues of other projects: none is here any more.

``docs/contribute/data-audit.md`` lists each with its test.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import fastjsonschema
import jsonschema_rs
import mlcroissant
import owlready2
import pandas as pd
import polars as pl
import pyoxigraph
import pytest
import skosify
from fhir.resources.conceptmap import ConceptMap
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

from taxonomy.export import Edition, iri
from taxonomy.export.addresses import BASE, TERMS
from taxonomy.export.graphs.axioms import DEFINED

DCTERMS = "http://purl.org/dc/terms/"
AJV = Path(__file__).parent / "ajv.mjs"


@pytest.fixture(scope="module")
def store(files: Path) -> pyoxigraph.Store:
    """The Turtle file in Oxigraph."""
    store = pyoxigraph.Store()
    store.load(path=files / "taxonomy.skos.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def graph(files: Path) -> Graph:
    """The Turtle file in rdflib."""
    return Graph().parse(files / "taxonomy.skos.ttl")


def ask(store: pyoxigraph.Store, query: str) -> list[tuple[str, ...]]:
    """The rows of a query, as texts."""
    prefixes = f"""
        PREFIX skos: <{SKOS}>
        PREFIX rdfs: <{RDFS}>
        PREFIX dcterms: <{DCTERMS}>
        PREFIX term: <{TERMS}>
    """
    found: Any = store.query(prefixes + query)
    return [tuple(value.value for value in row) for row in found]


class TestTables:
    """CSV and JSON Lines, by readers with their defaults."""

    def test_csv_and_parquet_have_the_same_types(self, files: Path, view: Edition) -> None:
        """DuckDB takes each column of CSV for what it is in Parquet, but for lists and columns without a value."""
        for name, table in view.tables.items():
            csv = {row[0]: row[1] for row in duckdb.sql(f"DESCRIBE FROM '{files}/csv/{name}.csv'").fetchall()}
            parquet = {
                row[0]: row[1] for row in duckdb.sql(f"DESCRIBE FROM '{files}/parquet/{name}.parquet'").fetchall()
            }
            filled = {key for row in table.rows for key, value in row.items() if value not in ("", [])}
            for column, form in parquet.items():
                if column.removesuffix("_precision") in filled and not form.endswith("[]"):
                    assert csv[column] == form, (name, column)

    @pytest.mark.parametrize("form", ["csv", "parquet"])
    def test_voices_join_the_answers(self, files: Path, view: Edition, form: str) -> None:
        """Who differs from our answer is asked in the same words of CSV and Parquet, with the same rows."""
        query = f"""
            SELECT v.type, v.derived_authority
            FROM '{files}/{form}/voices.{form}' v JOIN '{files}/{form}/types.{form}' t ON t.id = v.type
            WHERE v.derived_term = 'cell_therapy' AND t.derived_cell_therapy <> 'contested'
              AND v.derived_value <> (t.derived_cell_therapy = 'yes')
        """  # noqa: S608
        rows = duckdb.sql(query).fetchall()
        found = {
            (type_.id, says.authority)
            for type_ in view.types()
            for answer in view.taxonomy.classify(type_).answers[:1]
            for says in answer.says
            if answer.value not in ("contested", says.value)
        }
        assert set(rows) == found

    def test_one_spelling_of_true_and_false(self, files: Path) -> None:
        """A column of two answers says true and false; one with more says yes and no in full."""
        for path in (files / "csv").glob("*.csv"):
            for column, values in pl.read_csv(path, infer_schema=False).to_dict(as_series=False).items():
                found = set(values) - {None, ""}
                assert not found & {"y", "n"}, (path.name, column)
                assert not found or not found <= {"yes", "no"}, (path.name, column)

    def test_dates_are_dates(self, files: Path, view: Edition) -> None:
        """pandas, polars and DuckDB read every date as a day, and the column beside it says how precise it is."""
        approvals = pd.read_csv(files / "csv/approvals.csv")
        assert pd.to_datetime(approvals.date).notna().sum() == approvals.date.notna().sum()
        assert pl.read_csv(files / "csv/statuses.csv", try_parse_dates=True)["date"].dtype == pl.Date
        query = f"SELECT type, jurisdiction, date, date_precision FROM '{files}/csv/statuses.csv'"  # noqa: S608
        rows = duckdb.sql(query).fetchall()
        told = [(row["type"], row["jurisdiction"], row["date"]) for row in view.tables["statuses"].rows]
        letters = {"year": 4, "month": 7, "day": 10, None: 0}
        assert [(a, b, str(day or "")[: letters[how]]) for a, b, day, how in rows] == told
        assert {how for *_, how in rows} == {"year", "month", "day", None}
        assert all(isinstance(day, date) for *_, day, _ in rows if day)

    def test_polars_reads_every_column_of_json_lines(self, files: Path) -> None:
        """With its defaults polars loses no column and no value."""
        lines = [json.loads(line) for line in (files / "taxonomy.jsonl").read_text("utf-8").splitlines()]
        frame = pl.read_ndjson(files / "taxonomy.jsonl")
        assert set(frame.columns) == set().union(*lines)
        assert [bare(row) for row in frame.to_dicts()] == [bare(line) for line in lines]

    def test_names_of_records_are_foreign_keys(self, files: Path) -> None:
        """A column that names one record of another table says so."""
        package = json.loads((files / "csv/datapackage.json").read_text("utf-8"))
        keys = {
            (each["name"], key["fields"][0], key["reference"]["resource"])
            for each in package["resources"]
            for key in each["schema"].get("foreignKeys", [])
        }
        assert keys >= {
            ("statements", "authority", "authorities"),
            ("voices", "derived_authority", "authorities"),
            ("definitions", "authority", "authorities"),
            ("products", "type", "types"),
            ("not_same_as", "other", "illnesses"),
        }


def bare(value: Any) -> Any:
    """A value without what is absent, which a table fills with null."""
    if isinstance(value, dict):
        made = {key: bare(each) for key, each in value.items()}
        return {key: each for key, each in made.items() if each not in (None, {})}
    return [bare(each) for each in value] if isinstance(value, list) else value


class TestSchema:
    """The JSON Schema, by readers of other languages and habits."""

    def test_python_readers_agree(self, files: Path) -> None:
        """Two more readers accept the document, and refuse one with a wrong value."""
        schema = json.loads((files / "taxonomy.schema.json").read_text("utf-8"))
        whole = json.loads((files / "taxonomy.json").read_text("utf-8"))
        slow, quick = jsonschema_rs.validator_for(schema), fastjsonschema.compile(schema)
        quick(whole)
        assert slow.is_valid(whole)
        whole["types"][0]["family"] = "nonsense"
        assert not slow.is_valid(whole)
        with pytest.raises(fastjsonschema.JsonSchemaValueException):
            quick(whole)

    @pytest.mark.parametrize("name", ["taxonomy.json", "wrong.json"])
    def test_check_jsonschema(self, files: Path, tmp_path: Path, name: str) -> None:
        """check-jsonschema, which asks for patterns of ECMAScript, takes the schema, and sees a mistake."""
        whole = json.loads((files / "taxonomy.json").read_text("utf-8"))
        whole["authorities"][0]["url"] = (
            whole["authorities"][0].get("url", "") if name == "taxonomy.json" else "ftp://x"
        )
        (tmp_path / name).write_text(json.dumps(whole), "utf-8")
        command = ["check-jsonschema", "--schemafile", str(files / "taxonomy.schema.json"), str(tmp_path / name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == (name == "wrong.json"), done.stdout

    def test_ajv(self, files: Path, tmp_path: Path) -> None:
        """Ajv compiles every schema in its strict mode, and takes the document."""
        if shutil.which("npm") is None:
            pytest.skip("there is no npm")
        quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error")
        subprocess.run(["npm", "install", "--prefix", str(tmp_path), *quiet, "ajv@8", "ajv-formats@3"], check=True)
        shutil.copy(AJV, tmp_path / "ajv.mjs")
        schemas = [*map(str, sorted((files / "schema").glob("*.json")))]
        command = ["node", "ajv.mjs", str(files / "taxonomy.schema.json"), str(files / "taxonomy.json"), *schemas]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "valid\n"


class TestSkos:
    """SKOS by its own rules."""

    def test_scheme_says_what_it_is(self, graph: Graph) -> None:
        """The scheme has a label, a creator, a publisher and its dates, and every collection stands in it."""
        scheme = URIRef(iri("scheme", "therapies"))
        for name in (
            SKOS.prefLabel,
            *(URIRef(DCTERMS + each) for each in ("creator", "publisher", "issued", "modified")),
        ):
            assert graph.value(scheme, name) is not None, name
        collections = set(graph.subjects(RDF.type, SKOS.Collection))
        assert collections
        assert collections <= set(graph.subjects(SKOS.inScheme, scheme))

    @pytest.mark.filterwarnings("ignore")  # skosify leaves its file open
    def test_skosify_has_nothing_to_say(self, files: Path, caplog: pytest.LogCaptureFixture) -> None:
        """Skosify finds no fault. What it calls redundant is tried below: it follows matches as if they were ours."""
        skosify.skosify(str(files / "taxonomy.skos.ttl"), eliminate_redundancy=False, mark_top_concepts=False)
        said = [each.getMessage() for each in caplog.records if each.levelname in ("WARNING", "ERROR")]
        assert [each for each in said if not each.startswith("Redundant hierarchical relationship")] == []

    def test_nothing_wider_is_told_twice(self, graph: Graph) -> None:
        """No wider type, and no wider thing of another vocabulary, stands where a wider type of ours has it already."""
        twice = []
        for concept in graph.subjects(RDF.type, SKOS.Concept):
            direct = set(graph.objects(concept, SKOS.broader))
            above = {each for wide in direct for each in graph.transitive_objects(wide, SKOS.broader)}
            further = {each for wide in direct for each in graph.transitive_objects(wide, SKOS.broader) if each != wide}
            known = {
                other
                for wide in above
                for name in (SKOS.exactMatch, SKOS.broadMatch)
                for other in graph.objects(wide, name)
            }
            twice += [*(direct & further), *(set(graph.objects(concept, SKOS.broadMatch)) & known)]
        assert twice == []

    def test_codes_have_no_language(self, store: pyoxigraph.Store) -> None:
        """An identifier, a number or a key is of no language."""
        tagged = ask(store, "SELECT DISTINCT ?p ?v WHERE { ?s ?p ?v FILTER(LANG(?v) != '') }")
        codes = [
            (name.removeprefix(TERMS), value)
            for name, value in tagged
            if name.startswith(TERMS) and name.removeprefix(TERMS) in {
                "object_id", "number", "basis", "parents", "authority", "derived_authority", "derived_ancestors",
                "attributes_cell_ontology", "types", "type", "rules", "sources", "id", "key", "kind", "derived_tone",
                "derived_cell_therapy", "derived_immunotherapy", "derived_cell_therapy_rules", "replaced_by",
            }
        ]  # fmt: skip
        assert codes == []
        assert ask(store, 'SELECT ?s WHERE { ?s term:attributes_cell_ontology "CL:0000084" }')

    def test_statements_point_to_authorities(self, store: pyoxigraph.Store, view: Edition) -> None:
        """Whoever says something is a node with a name, in statements and in voices."""
        for kind, name, table in (("Statement", "authority", "statements"), ("Voice", "derived_authority", "voices")):
            query = (
                f"SELECT ?s WHERE {{ ?s a term:{kind} ; term:{name} ?who . ?who a term:Authority ; rdfs:label ?label }}"
            )
            assert len(ask(store, query)) == len(view.tables[table].rows)

    def test_a_status_knows_its_use(self, store: pyoxigraph.Store, view: Edition) -> None:
        """A status leads to the use that it is about."""
        rows = ask(store, "SELECT ?s WHERE { ?s a term:Status ; term:use ?use . ?use a term:Use }")
        assert len(rows) == len(view.tables["statuses"].rows)

    def test_records_and_terms_have_labels(self, store: pyoxigraph.Store) -> None:
        """Every product, illness and source has a label, and every class and property of our own; of what they are, too."""
        for name in ("term:Product", "term:Illness", "term:Source", "term:Authority"):
            assert ask(store, f"SELECT ?s WHERE {{ ?s a {name} FILTER NOT EXISTS {{ ?s rdfs:label ?l }} }}") == [], name
        for kind in (RDFS.Class, RDF.Property):
            query = f"SELECT ?s WHERE {{ ?s a <{kind}> FILTER NOT EXISTS {{ ?s rdfs:label ?l ; rdfs:comment ?c }} }}"
            assert ask(store, query) == []

    def test_no_name_is_exact_of_two_concepts(self, graph: Graph) -> None:
        """No label stands for two concepts, and none is the name or the brand of a product."""
        of_concepts = [
            (str(label).casefold(), concept)
            for concept in graph.subjects(RDF.type, SKOS.Concept)
            for name in (SKOS.prefLabel, SKOS.altLabel)
            for label in graph.objects(concept, name)
        ]
        labels = Counter(label for label, _ in of_concepts)
        concepts = {label for label, count in labels.items() if count > 1}
        products = {
            str(label).casefold()
            for name in ("name", "brands")
            for product, label in graph.subject_objects(URIRef(TERMS + name))
            if (product, RDF.type, URIRef(f"{TERMS}Product")) in graph
        }
        alternatives = {str(label).casefold() for label in graph.objects(None, SKOS.altLabel)}
        assert concepts == set()
        assert alternatives & products == set()
        assert products


@pytest.fixture(scope="module")
def reasoned(files: Path) -> Any:
    """The ontology after HermiT, which needs Java."""
    if shutil.which("java") is None:
        pytest.skip("there is no Java")
    world = owlready2.World()
    ontology = world.get_ontology(f"file://{files}/taxonomy.owl").load()
    with ontology:
        owlready2.sync_reasoner(world, debug=0)
    assert list(world.inconsistent_classes()) == []
    return ontology


class TestOwl:
    """What a reasoner makes of the ontology."""

    def test_finds_what_is_both(self, reasoned: Any, view: Edition) -> None:
        """HermiT finds the types that are both by their definition, and no other: as the rules say."""
        both = reasoned.search_one(iri=f"{TERMS}CellTherapyAndImmunotherapy")
        found = {each.iri.removeprefix(BASE) for each in both.descendants()} - {both.iri.removeprefix(BASE)}
        t = view.taxonomy
        assert found == {each.id for each in t if all(t.classify(id).both for id in (each.id, *t.descendants(each)))}

    @pytest.mark.parametrize("name", sorted(DEFINED))
    def test_each_defined_class_has_members(self, reasoned: Any, name: str) -> None:
        """No definition is so narrow that nothing falls under it."""
        assert len(reasoned.search_one(iri=f"{TERMS}{name}").descendants()) > 1

    def test_keeps_how_near_a_mapping_is(self, reasoned: Any, view: Edition) -> None:
        """An exact match is no wider one."""
        graph = reasoned.world.as_rdflib_graph()
        for predicate in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"):
            count = sum(each.predicate == f"skos:{predicate}" for type_ in view.types() for each in type_.mappings)
            assert len(list(graph.subject_objects(SKOS[predicate]))) == count, predicate


def held(archive: tarfile.TarFile, name: str) -> Any:
    """The data in a file of an archive."""
    file = archive.extractfile(name)
    assert file is not None
    return json.load(file)


class TestFhir:
    """The rules of HL7's validator, read in its source."""

    def resources(self, files: Path) -> dict[str, Any]:
        """Every resource of the package, by its file's name."""
        with tarfile.open(files / "fhir/package.tgz") as archive:
            names = [each for each in archive.getnames() if not each.endswith(("package.json", ".index.json"))]
            return {name: held(archive, name) for name in names}

    def test_package_is_one(self, files: Path) -> None:
        """The package says what it is and what each file holds, and holds what stands beside it."""
        with tarfile.open(files / "fhir/package.tgz") as archive:
            manifest, index = held(archive, "package/package.json"), held(archive, "package/.index.json")
        found = self.resources(files)
        assert manifest.keys() >= {
            "name",
            "version",
            "canonical",
            "fhirVersions",
            "dependencies",
            "description",
            "author",
        }
        assert set(manifest["version"]) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-")
        listed = {f"package/{each['filename']}": (each["resourceType"], each["url"]) for each in index["files"]}
        assert listed == {name: (each["resourceType"], each["url"]) for name, each in found.items()}
        beside = {path.name: json.loads(path.read_text("utf-8")) for path in (files / "fhir").glob("*.json")}
        assert beside == {name.removeprefix("package/"): each for name, each in found.items()}

    def test_value_set_of_the_system_is_the_whole_of_it(self, files: Path) -> None:
        """CODESYSTEM_CS_VS_INCLUDEDETAILS: it includes the system, and neither codes nor filters."""
        found = self.resources(files)
        system = found["package/CodeSystem-therapies.json"]
        (whole,) = [each for each in found.values() if each["url"] == system["valueSet"]]
        assert whole["compose"]["include"] == [{"system": system["url"], "version": system["version"]}]

    def test_properties_keep_their_types(self, files: Path) -> None:
        """CODESYSTEM_PROPERTY_*: each is declared with an address, of its type, and a code names a concept."""
        system = self.resources(files)["package/CodeSystem-therapies.json"]
        declared = {each["code"]: each for each in system["property"]}
        codes = {each["code"] for each in system["concept"]}
        assert all(each["uri"] for each in declared.values())
        for concept in system["concept"]:
            for each in concept["property"]:
                (value,) = [key for key in each if key.startswith("value")]
                form = declared[each["code"]]["type"]
                assert value == f"value{form[0].upper()}{form[1:]}"
                if form == "code" and each["code"] != "status":
                    assert each[value] in codes

    def test_designations_are_synonyms(self, files: Path) -> None:
        """Each designation has the use that SNOMED CT gives to synonyms, which HL7's value set holds."""
        system = self.resources(files)["package/CodeSystem-therapies.json"]
        uses = {each["use"]["code"] for concept in system["concept"] for each in concept.get("designation", [])}
        assert uses == {"900000000000013009"}

    def test_each_resource_describes_itself(self, files: Path) -> None:
        """No two have the same description."""
        said = Counter(each["description"] for each in self.resources(files).values())
        assert max(said.values()) == 1

    def test_maps_hold_every_mapping(self, files: Path, view: Edition) -> None:
        """The ConceptMaps are valid, and hold each mapping of each type once."""
        found = [each for each in self.resources(files).values() if each["resourceType"] == "ConceptMap"]
        for each in found:
            ConceptMap.model_validate(each)
        rows = Counter(
            (element["code"], target["code"])
            for each in found
            for group in each["group"]
            for element in group["element"]
            for target in element["target"]
        )
        assert rows == Counter(
            (type_.id, each.object_id.partition(":")[2]) for type_ in view.types() for each in type_.mappings
        )


class TestCatalogues:
    """What tells others that there is a data set."""

    @pytest.mark.filterwarnings("ignore")  # mlcroissant uses what rdflib has a newer name for
    def test_croissant_by_its_library(self, files: Path) -> None:
        """Mlcroissant reads the description without an error, and finds every table."""
        found = mlcroissant.Dataset(jsonld=files / "croissant.json")
        assert found.metadata.ctx.issues.report() == ""
        assert {each.name for each in found.metadata.record_sets} == {
            path.stem for path in (files / "csv").glob("*.csv")
        }

    def test_dcat_lists_every_download(self, files: Path) -> None:
        """Each distribution has an address, a media type and a licence."""
        graph = Graph().parse(files / "dcat.ttl")
        query = """
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            PREFIX dcterms: <http://purl.org/dc/terms/>
            SELECT ?url WHERE {
                ?set a dcat:Dataset ; dcat:version ?v ; dcterms:modified ?day ; dcat:distribution ?one .
                ?one dcat:downloadURL ?url ; dcat:mediaType ?type ; dcterms:license ?licence
            }"""
        rows: Any = graph.query(query)
        names = {str(url).rpartition("/data/")[2] for (url,) in rows}
        assert names >= {"taxonomy.json", "csv.zip", "parquet.zip", "taxonomy.skos.ttl", "taxonomy.obo", "fhir.zip"}

    def test_codes_of_schema_org_have_no_prefix(self, files: Path) -> None:
        """A code's value is the code alone: the system stands beside it."""
        whole = json.loads((files / "taxonomy.schema-org.jsonld").read_text("utf-8"))
        codes = [code["codeValue"] for node in whole["@graph"] for code in node.get("code", [])]
        assert codes
        assert not [code for code in codes if ":" in code]


class TestMappings:
    """SSSOM says what it was asked for."""

    def test_sssom_says_who_and_of_what(self, files: Path) -> None:
        """Each row names both sources and an author; the set has a description and a date."""
        lines = (files / "taxonomy.sssom.tsv").read_text("utf-8").splitlines()
        head = {line[1:].split(":")[0] for line in lines if line.startswith("#")}
        assert head >= {"mapping_set_description", "publication_date", "creator_label", "license", "curie_map"}
        names, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
        for name in ("subject_source", "subject_source_version", "object_source", "author_label"):
            assert all(row[names.index(name)] for row in rows), name


class TestData:
    """Faults of the data that the files showed."""

    def test_no_two_products_share_a_name(self, view: Edition) -> None:
        """Each name and each brand is that of one product."""
        for name in ("name", "brands"):
            values = [row[name] for row in view.tables["products"].rows]
            found = Counter(
                each.casefold() for some in values for each in (some if isinstance(some, list) else [str(some)])
            )
            assert [each for each, count in found.items() if count > 1] == [], name

    def test_an_end_has_a_day(self, view: Edition) -> None:
        """An approval that ended has a day, or the day of the search that found none."""
        ended = [row for row in view.tables["approvals"].rows if row["status"] == "withdrawn"]
        assert ended
        assert [row for row in ended if not row["ended"] and not row["ended_not_found"]] == []

    def test_a_product_is_of_the_type_that_has_its_name(self, view: Edition) -> None:
        """A product is not filed under a wider type than the one that is known by its name."""
        named = {each.casefold(): type_.id for type_ in view.types() for each in type_.synonyms}
        wrong = [
            (product.id, product.type, named[name])
            for product in view.taxonomy.products.values()
            for name in {product.name.casefold(), *(each.casefold() for each in product.brands)} & named.keys()
            if named[name] not in (product.type, *view.taxonomy.ancestors(product.type))
        ]
        assert wrong == []
