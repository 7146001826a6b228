"""Faults that an audit found in graphs, ontologies and mappings: none is here any more.

``docs/contribute/data-audit.md`` lists each with its test.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import owlready2
import pyoxigraph
import pytest
import skosify
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

from taxonomy.export import Edition, iri
from taxonomy.export.addresses import BASE, TERMS
from taxonomy.export.graphs.axioms import DEFINED

DCTERMS = "http://purl.org/dc/terms/"
AJV = Path(__file__).parent / "ajv.mjs"


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

    def test_sssom_names_releases_of_the_vocabulary_alone(self, files: Path) -> None:
        """A version is one word of the vocabulary's own; a file of others in which it was read stands in the remark."""
        lines = (files / "taxonomy.sssom.tsv").read_text("utf-8").splitlines()
        names, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
        told = [(row[names.index("object_source_version")], row[names.index("comment")]) for row in rows]
        assert [version for version, _ in told if " " in version] == []
        assert [each for each in told if all(each)] == []
        assert {"26.03e", "2024"} <= {version for version, _ in told}
        assert "Read in: GDC values in EVS-SIP" in {comment for _, comment in told}
