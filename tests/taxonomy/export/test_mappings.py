"""Cross-references: identifiers have the form that each vocabulary gives them, labels are the vocabulary's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from taxonomy import Taxonomy
from taxonomy.model.records import Mapping

# The patterns are those of the Bioregistry (CC0), so that the tests need neither its size nor the second it takes to
# import; test_patterns_are_the_bioregistrys holds them to it. It has none for ICD-10-PCS, whose codes are a table
# (three characters) or whole (seven), without the letters I and O.
PATTERNS = {
    "ATC": r"^[A-Z](\d+([A-Z]{1,2}(\d+)?)?)?$",
    "CL": r"^\d{7}$",
    "EFO": r"^\d{7}$",
    "ICD10PCS": r"^[0-9A-HJ-NP-Z]{3}([0-9A-HJ-NP-Z]{4})?$",
    "MAXO": r"^\d{7}$",
    "MESH": r"^(C|D|Q)\d+$",
    "NCIT": r"^(C|R|P|A|NHC)\d+$",
    "OBI": r"^\d{7}$",
    "SCDO": r"^\d{7}$",
    "SNOMEDCT": r"^(\w+)?\d+$",
    "UBERON": r"^\d+$",
    "VO": r"^\d{7}$",
    "XCO": r"^\d{7}$",
}
WITHOUT_PATTERN = {"ICD10PCS"}
#: Those of databases that name products, likewise the Bioregistry's.
OF_PRODUCTS = {
    "ATC": r"^[A-Z](\d+([A-Z]{1,2}(\d+)?)?)?$",
    "CHEMBL": r"^CHEMBL\d+$",
    "DRUGBANK": r"^DB\d{5}$",
    "NCIT": r"^(C|R|P|A|NHC)\d+$",
    "RXNORM": r"^[0-9]{1,7}$",
    "UNII": r"^[A-Z0-9]+$",
}
INSTALLABLE = ("CL", "EFO", "UBERON")
#: What each identifier is called where it comes from, read by a program from the file that the source names.
LABELS = Path(__file__).with_name("labels.tsv")
LABELLED = ("ATC", "CHEMBL", "DRUGBANK", "HGNC", "MAXO", "MESH", "NCIT", "RXNORM", "UNII")
#: Of the NCI Thesaurus, codes that begin with C1 and C2 are not in that file: they were read one by one in other releases.
READ_ELSEWHERE = re.compile(r"NCIT:C[12]\d*")


def mappings(taxonomy: Taxonomy) -> Iterator[tuple[str, Mapping]]:
    """Every mapping with the identifier of its type."""
    for type_ in taxonomy:
        for mapping in type_.mappings:
            yield type_.id, mapping


def split(curie: str) -> tuple[str, str]:
    """The prefix and the local identifier."""
    prefix, _, local = curie.partition(":")
    return prefix, local


def malformed(curies: list[str]) -> list[str]:
    """The identifiers whose prefix is unknown or whose form is not the vocabulary's."""
    return [
        curie
        for curie in curies
        if (found := split(curie))[0] not in PATTERNS or not re.match(PATTERNS[found[0]], found[1])
    ]


class TestIdentifiers:
    """An identifier that its vocabulary could not have given is a mistake of the pen."""

    def test_all_fit(self, real: Taxonomy) -> None:
        """Every identifier has the form of its vocabulary."""
        curies = [mapping.object_id for _, mapping in mappings(real)]

        assert len(curies) >= 300
        assert malformed(curies) == []

    def test_every_vocabulary_is_used(self, real: Taxonomy) -> None:
        """No pattern is kept for a vocabulary that nothing refers to."""
        assert set(PATTERNS) == {split(mapping.object_id)[0] for _, mapping in mappings(real)}

    @pytest.mark.parametrize(
        "curie",
        ["MESH:16219", "CL:84", "NCIT:15262", "ATC:L01xl", "MAXO:00000016", "ICD10PCS:302O3N1", "DOID:0000001"],
    )
    def test_wrong_ones_are_found(self, curie: str) -> None:
        """A missing letter, a digit too few or too many, and a vocabulary that we do not know are refused."""
        assert malformed([curie]) == [curie]

    def test_patterns_are_the_bioregistrys(self) -> None:
        """Our copies of the patterns equal the Bioregistry's."""
        bioregistry: Any = pytest.importorskip("bioregistry")

        ours = {**OF_PRODUCTS, **PATTERNS}
        theirs = {prefix: bioregistry.get_pattern(bioregistry.normalize_prefix(prefix)) for prefix in ours}

        assert theirs == ours | dict.fromkeys(WITHOUT_PATTERN)


class TestMeaning:
    """A type and the things it refers to keep their distance."""

    def test_object_once(self, real: Taxonomy) -> None:
        """A type refers to a thing in one way only."""
        pairs = [(id, mapping.object_id) for id, mapping in mappings(real)]

        assert sorted(pairs) == sorted(set(pairs))

    def test_one_label(self, real: Taxonomy) -> None:
        """A thing bears the same label in every type that refers to it, for each release that was read."""
        labels: dict[tuple[str, str], set[str]] = defaultdict(set)
        for _, mapping in mappings(real):
            labels[mapping.object_id, mapping.object_source].add(mapping.object_label)

        assert {key: found for key, found in labels.items() if len(found) > 1} == {}

    def test_exact_means_one(self, real: Taxonomy) -> None:
        """No two types are exactly the same thing."""
        exact: dict[str, set[str]] = defaultdict(set)
        for id, mapping in mappings(real):
            if mapping.predicate == "skos:exactMatch":
                exact[mapping.object_id].add(id)

        assert {thing: ids for thing, ids in exact.items() if len(ids) > 1} == {}

    def test_a_cell_has_one_name(self, real: Taxonomy) -> None:
        """Each cell of the Cell Ontology is called one thing in all treatments that give it."""
        called: dict[str, set[str]] = defaultdict(set)
        for type_ in real:
            called[type_.attributes.cell_ontology].add(type_.attributes.cell_type)

        assert {cell: names for cell, names in called.items() if cell and len(names) > 1} == {}

    @pytest.mark.parametrize(
        ("id", "object_id", "predicate"),
        [
            ("fetal-tissue-transplant", "MAXO:0001609", "skos:broadMatch"),
            ("fetal-tissue-transplant", "MESH:D016332", "skos:broadMatch"),
            ("antibody-drug-conjugate", "ATC:L01F", "skos:broadMatch"),
            ("monoclonal-antibody-therapy", "ATC:L01F", "skos:narrowMatch"),
            ("interferon-alfa", "ATC:L03AB05", "skos:narrowMatch"),
            ("convalescent-plasma", "MESH:D000093522", "skos:narrowMatch"),
            ("allogeneic-car-t-therapy", "ICD10PCS:XW033G7", "skos:narrowMatch"),
            ("autologous-stem-cell-transplant", "SNOMEDCT:425983008", "skos:narrowMatch"),
            ("bcg-for-bladder-cancer", "NCIT:C298", "skos:broadMatch"),
            ("bcg-for-bladder-cancer", "MESH:D001500", "skos:broadMatch"),
            ("tnf-blocker", "MESH:D000079424", "skos:exactMatch"),
            ("kidney-transplant", "MESH:D016030", "skos:exactMatch"),
        ],
    )
    def test_what_an_audit_mended(self, real: Taxonomy, id: str, object_id: str, predicate: str) -> None:
        """An audit read what the other vocabulary means by its term, and how near that is."""
        assert {each.object_id: each.predicate for each in real[id].mappings}[object_id] == predicate


def labels() -> dict[str, tuple[str, str]]:
    """The label of each identifier in the file of labels, and the key of its source."""
    first, *lines = LABELS.read_text(encoding="utf-8").splitlines()
    assert first == "id\tlabel\tsource"
    found = [line.split("\t") for line in lines]
    return {id: (label, source) for id, label, source in found}


def labelled(taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """Every identifier of a treatment, a term or a product, with the label that the record gives it."""
    for each in [*taxonomy, *taxonomy.concepts.values()]:
        yield from ((mapping.object_id, mapping.object_label) for mapping in each.mappings)
    for product in taxonomy.products.values():
        yield from ((identifier.id, identifier.label) for identifier in product.identifiers)
        yield from ((target.hgnc, target.symbol) for target in product.targets)


class TestLabelFile:
    """Mappings and identifiers are held to what their vocabularies call them."""

    def test_labels_are_the_vocabularys(self, real: Taxonomy) -> None:
        """Each label in a record is the one in the file, in whatever case."""
        known = labels()

        wrong = [
            (id, label, known[id][0])
            for id, label in labelled(real)
            if id in known and label.casefold() != known[id][0].casefold()
        ]
        assert wrong == []

    def test_every_identifier_is_in_the_file(self, real: Taxonomy) -> None:
        """No identifier of these vocabularies is left unchecked, and few of the thesaurus were read elsewhere."""
        missing = {id for id, _ in labelled(real) if split(id)[0] in LABELLED} - labels().keys()

        assert {id for id in missing if not READ_ELSEWHERE.fullmatch(id)} == set()
        assert len(missing) < 30

    def test_no_label_is_kept_for_nothing(self, real: Taxonomy) -> None:
        """The file holds no identifier that no record has, and names sources of the bibliography."""
        known = labels()

        assert known.keys() - {id for id, _ in labelled(real)} == set()
        assert {source for _, source in known.values()} <= real.sources.keys()

    def test_most_treatments_are_mapped(self, real: Taxonomy) -> None:
        """At least 180 treatments have an identifier in NCIt, MeSH or MAxO, and both terms have an exact one in each of two."""
        known = {"NCIT", "MESH", "MAXO"}
        mapped = {id for id, mapping in mappings(real) if split(mapping.object_id)[0] in known}

        assert len(mapped) >= 180
        for concept in real.concepts.values():
            exact = {split(each.object_id)[0] for each in concept.mappings if each.predicate == "skos:exactMatch"}
            assert len(exact & known) >= 2

    def test_identifiers_of_products_fit(self, real: Taxonomy) -> None:
        """An identifier of a product has the form of its database, and each database is one that we know."""
        ids = [identifier.id for product in real.products.values() for identifier in product.identifiers]

        assert {split(id)[0] for id in ids} == OF_PRODUCTS.keys()
        assert [id for id in ids if not re.match(OF_PRODUCTS[split(id)[0]], split(id)[1])] == []


class TestTargets:
    """What a product aims at is one gene and one protein, wherever it is told."""

    def test_one_name_means_one_gene(self, real: Taxonomy) -> None:
        """A name of a target, its gene and its protein go together in every product; the target names it, too."""
        told = [(product, target) for product in real.products.values() for target in product.targets]
        known: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for product, target in told:
            known[target.name].add((target.hgnc, target.uniprot))
            assert target.name in (*product.target.split("; "), product.delivers), product.id

        assert len(told) > 100
        assert {name: found for name, found in known.items() if len(found) > 1} == {}


def test_a_holder_has_one_spelling(real: Taxonomy) -> None:
    """No firm is written in two ways that differ in case, spaces and punctuation only."""
    spelt: dict[str, set[str]] = defaultdict(set)
    for product in real.products.values():
        for holder in product.holder.split("; "):
            name = re.sub(r" \([^()]*\)$", "", holder)
            spelt[re.sub(r"[\W_]+", "", name.casefold())].add(name)

    assert len(spelt) > 200
    assert {key: found for key, found in spelt.items() if len(found) > 1} == {}


@pytest.fixture(scope="module")
def ontologies() -> Any:
    """The Cell Ontology, EFO and Uberon, where their copy is installed (95 MB)."""
    parser: Any = pytest.importorskip("cellxgene_ontology_guide.ontology_parser")
    return parser.OntologyParser()


class TestLabels:
    """A label is what the vocabulary itself calls the thing."""

    @pytest.mark.parametrize("prefix", INSTALLABLE)
    def test_mappings(self, real: Taxonomy, ontologies: Any, prefix: str) -> None:
        """Labels of mappings are the ontology's own, and the thing is not given up."""
        ours = {m.object_id: m.object_label for _, m in mappings(real) if split(m.object_id)[0] == prefix}

        assert ours
        assert ours == {curie: ontologies.get_term_label(curie) for curie in ours}
        assert not [curie for curie in ours if ontologies.is_term_deprecated(curie)]

    def test_cells_that_are_given(self, real: Taxonomy, ontologies: Any) -> None:
        """The identifier of the cell that is given is a cell of the Cell Ontology, and not given up."""
        cells = {type_.attributes.cell_ontology for type_ in real} - {""}

        assert cells
        assert not [cell for cell in cells if not ontologies.is_valid_term_id(cell)]
        assert not [cell for cell in cells if ontologies.is_term_deprecated(cell)]
