"""The records of the reference, each field declared once.

Memberships, sub-classes and reader labels are derived (``decide``, ``query/labels.py``)
and never stored.
"""

from __future__ import annotations

from . import vocabulary as v
from .fields import (
    CURIE,
    Field,
    Record,
    choice,
    choices,
    citations,
    day,
    identifier,
    reference,
    references,
    text,
    texts,
    url,
)

REVIEWED = "The day on which a person last compared this record with its sources."


class Attributes(Record):
    """What can be observed about a treatment; the rules read nothing else."""

    agent: Field[list[str]] = choices(
        "What enters the body.", v.AGENT, required=True, origin=v.SOURCES["agent"], example=["cells"]
    )
    cell_type: Field[str] = text("The kind of cell that is given.", example="T cell")
    cell_ontology: Field[str] = text(
        "Its Cell Ontology identifier.",
        pattern=r"CL:\d{7}",
        expected="a Cell Ontology identifier such as CL:0000084",
        example="CL:0000084",
    )
    donor: Field[str] = choice(
        "Who the material comes from.", v.DONOR, default="na", origin=v.SOURCES["donor"], example="autologous"
    )
    manipulation: Field[str] = choice(
        "How much the material is changed before it is given.",
        v.MANIPULATION,
        default="na",
        origin=v.SOURCES["manipulation"],
        example="more_than_minimal",
    )
    homologous: Field[str] = choice(
        "Whether the material does the same job in the recipient as in the donor.",
        v.HOMOLOGOUS,
        default="na",
        origin=v.SOURCES["homologous"],
        example="n",
    )
    genetic: Field[str] = choice(
        "Whether and where genes are changed.",
        v.GENETIC,
        default="none",
        origin=v.SOURCES["genetic"],
        example="ex_vivo",
    )
    function: Field[str] = choice("What it is meant to do.", v.FUNCTION, origin=v.SOURCES["function"], example="attack")
    immune_effect: Field[list[str]] = choices(
        "What it does to, or through, the immune system.",
        v.IMMUNE_EFFECT,
        default=["none"],
        origin=v.SOURCES["immune_effect"],
        example=["supplies_effector", "redirects"],
    )
    immune_role: Field[str] = choice(
        "Whether that effect is how the treatment is meant to work.",
        v.IMMUNE_ROLE,
        default="none",
        origin=v.SOURCES["immune_role"],
        example="primary",
    )
    host_role: Field[str] = choice(
        "Whose immune system does the work.",
        v.HOST_ROLE,
        default="na",
        origin=v.SOURCES["host_role"],
        example="passive",
    )
    specificity: Field[str] = choice(
        "Whether it aims at a known target.",
        v.SPECIFICITY,
        default="na",
        origin=v.SOURCES["specificity"],
        example="antigen",
    )
    intent: Field[str] = choice(
        "What it is given for.", v.INTENT, default="treat", origin=v.SOURCES["intent"], example="treat"
    )
    tissue_target: Field[str] = choice(
        "Whether it replaces or repairs a tissue.",
        v.YES_NO,
        default="n",
        origin="EU definition of a tissue engineered product",
        example="n",
    )
    systemic: Field[str] = choice(
        "Whether it acts in the whole body, or by living cells' metabolic activity.",
        v.YES_NO,
        default="y",
        origin="21 CFR 1271.10(a)(4)",
        example="y",
    )
    indication: Field[str] = text(
        "The main illness, with its area before a colon if that helps.", example="cancer: leukaemia, lymphoma, myeloma"
    )
    fda_pathway: Field[str] = choice(
        "The pathway that FDA used, where it is not the expected one.",
        {"device": "approved as a device"},
        origin="FDA approvals such as P950032 (Apligraf)",
        example="device",
    )
    flag: Field[list[str]] = choices(
        "Special circumstances that a rule asks about.", v.FLAG, origin=v.SOURCES["flag"], example=["nonviable"]
    )


class Facet(Record):
    """One cell of the comparison: a short plain sentence with its source."""

    text: Field[str] = text(
        "A plain sentence; 'No reliable figure found.' is an answer.",
        required=True,
        words_at_most=60,
        example="Through a drip into a vein, once.",
    )
    sources: Field[list[str]] = citations()


class Facets(Record):
    """What a layperson compares; use, status and evidence come from the uses."""

    given: Field[Facet] = Field("record", "What goes into me?", record=Facet)
    source: Field[Facet] = Field("record", "Is it mine, a donor's, an animal's or from a factory?", record=Facet)
    made: Field[Facet] = Field("record", "How is it made, and how long does that take?", record=Facet)
    works: Field[Facet] = Field("record", "What does it do in my body?", record=Facet)
    immunity: Field[Facet] = Field("record", "Whose immune system works: mine, a lent one, neither?", record=Facet)
    route: Field[Facet] = Field("record", "How is it given?", record=Facet)
    preparation: Field[Facet] = Field("record", "What happens before: collection, chemotherapy?", record=Facet)
    schedule: Field[Facet] = Field("record", "How often is it given, and how long does it last?", record=Facet)
    onset: Field[Facet] = Field("record", "When would we know whether it works?", record=Facet)
    risks: Field[Facet] = Field("record", "What are the common and the dangerous harms?", record=Facet)
    setting: Field[Facet] = Field("record", "Where is it given?", record=Facet)
    monitoring: Field[Facet] = Field("record", "How long will I be watched?", record=Facet)
    cost: Field[Facet] = Field(
        "record", "What does it cost, roughly, where and when, and who usually pays?", record=Facet
    )


class Status(Record):
    """Whether a use is allowed, where and since when."""

    jurisdiction: Field[str] = choice("Where this holds.", v.JURISDICTION, required=True, example="US")
    state: Field[str] = choice(
        "What holds there.", v.STATUS, required=True, origin=v.SOURCES["state"], example="authorised"
    )
    date: Field[str] = day(
        "Since when; for a state without a start, when it was last seen to hold.", required=True, example="2017-08-30"
    )
    note: Field[str] = text("What a reader must know about it.", example="Accelerated approval.")
    sources: Field[list[str]] = citations(required=True)


class Warning(Record):
    """What a reader must know before the description of an unproven use."""

    position: Field[str] = text("What a professional society or a regulator says, with its name.", required=True)
    studies: Field[str] = text("What studies show: design, number of people, comparison, result.", required=True)
    harms: Field[str] = text("Harms that were reported.", required=True)
    instead: Field[str] = text("What to ask a doctor about instead.", required=True)
    sources: Field[list[str]] = citations(required=True)


class Use(Record):
    """One illness that a type is used for. Status and evidence hang on the pair."""

    indication: Field[str] = text(
        "The illness, and for whom.", required=True, example="Large B-cell lymphoma that came back or did not respond"
    )
    area: Field[str] = choice("The part of medicine.", v.AREA, required=True, example="cancer")
    status: Field[tuple[Status, ...]] = Field(
        "records", "Whether it is allowed, by jurisdiction.", record=Status, required=True, default=()
    )
    certainty: Field[str] = choice(
        "How sure we can be of the effect.",
        v.CERTAINTY,
        required=True,
        origin=v.SOURCES["certainty"],
        example="ocebm_2",
    )
    direction: Field[str] = choice("What the studies point to.", v.DIRECTION, required=True, example="benefit")
    sentence: Field[str] = text("The sentence that a reader needs.", required=True, words_at_most=60)
    searched: Field[str] = day("When a search found nothing; needed for 'none_found'.", example="2026-11")
    warning: Field[Warning | None] = Field("record", "Needed where a use is sold without proof.", record=Warning)
    sources: Field[list[str]] = citations("The studies or reviews behind certainty and direction.")


class Statement(Record):
    """What one authority says about this type, or where it files it."""

    authority: Field[str] = reference("Who says it.", "authority", required=True)
    term: Field[str] = choice("About which of the two terms.", v.TERM, required=True, example="immunotherapy")
    says: Field[str] = choice(
        "Whether the term covers this type.", {"yes": "yes", "no": "no"}, required=True, example="yes"
    )
    place: Field[str] = text("Where it is filed: the path or class, in the authority's own words.")
    quote: Field[str] = text("A short quotation.", words_at_most=25)
    sources: Field[list[str]] = citations(required=True)


class Mapping(Record):
    """A cross-reference to another vocabulary, in the manner of SSSOM."""

    object_id: Field[str] = text(
        "The identifier there.",
        required=True,
        pattern=CURIE,
        expected="prefix:identifier, such as MESH:D016219",
        example="MESH:D016219",
    )
    object_label: Field[str] = text("The label there.", required=True, example="Immunotherapy, Adoptive")
    predicate: Field[str] = choice(
        "How close the two meanings are.", v.PREDICATE, required=True, example="skos:exactMatch"
    )
    object_source: Field[str] = text("The release that was read.", example="MeSH 2024")
    sources: Field[list[str]] = citations(required=True)


class Type(Record):
    """A kind of treatment."""

    id: Field[str] = identifier(
        "The permanent identifier, equal to the file's name.", required=True, example="car-t-cell-therapy"
    )
    name: Field[str] = text("The name that a reader knows.", required=True, example="CAR-T cell therapy")
    family: Field[str] = choice(
        "The group in which a reader looks for it.", v.FAMILY, required=True, example="effector-cells"
    )
    parents: Field[list[str]] = references(
        "Wider types that this one is a kind of.", "type", example=["adoptive-cell-therapy"]
    )
    synonyms: Field[list[str]] = texts("Other names, abbreviations and spellings.", example=["CAR T"])
    sentence: Field[str] = text("What it is, in one plain sentence.", required=True, words_at_most=40)
    attributes: Field[Attributes] = Field("record", "What can be observed about it.", record=Attributes, required=True)
    basis: Field[list[str]] = citations("Sources for the attributes.")
    facets: Field[Facets] = Field("record", "What a layperson compares.", record=Facets)
    uses: Field[tuple[Use, ...]] = Field("records", "What it is used for.", record=Use, default=())
    statements: Field[tuple[Statement, ...]] = Field(
        "records", "What authorities say about this type.", record=Statement, default=()
    )
    mappings: Field[tuple[Mapping, ...]] = Field(
        "records", "Cross-references to other vocabularies.", record=Mapping, default=()
    )
    notes: Field[list[str]] = texts("Remarks for readers, each a sentence.")
    sources: Field[list[str]] = citations(required=True)
    reviewed: Field[str] = day(REVIEWED, required=True, example="2026-11-22")


class Approval(Record):
    """One decision of one agency about one product."""

    agency: Field[str] = choice("Who decided.", v.AGENCY, required=True, example="FDA")
    status: Field[str] = choice("What holds now.", v.APPROVAL_STATUS, required=True, example="approved")
    date: Field[str] = day("The day of the first approval, or of the refusal.", example="2017-08-30")
    ended: Field[str] = day("The day on which the approval ended.", example="2025-01-01")
    number: Field[str] = text("The agency's application or product number.", example="BLA 125646")
    indication: Field[str] = text("The first approved use.")
    note: Field[str] = text("What a reader must know about it.")
    sources: Field[list[str]] = citations(required=True, example=["fda-purple-book-2025-05"])


class Product(Record):
    """A product that a regulator decided about."""

    id: Field[str] = identifier(
        "The permanent identifier, equal to the file's name.", required=True, example="tisagenlecleucel"
    )
    name: Field[str] = text(
        "The non-proprietary name (INN) or the regulator's proper name.", required=True, example="tisagenlecleucel"
    )
    brands: Field[list[str]] = texts("Brand names.", example=["Kymriah"])
    holder: Field[str] = text("Who holds the licence.", example="Novartis")
    type: Field[str] = reference(
        "The kind of treatment that it is.", "type", required=True, example="car-t-cell-therapy"
    )
    target: Field[str] = text("The molecule that it aims at.", example="CD19")
    approvals: Field[tuple[Approval, ...]] = Field(
        "records", "What the agencies decided.", record=Approval, required=True, default=()
    )
    notes: Field[list[str]] = texts("Remarks; where sources contradict each other, both are named.")
    sources: Field[list[str]] = citations(required=True, example=["fda-purple-book-2025-05"])
    reviewed: Field[str] = day(REVIEWED, required=True, example="2026-11-22")


class Concerned(Record):
    """A use that a claim is about."""

    type: Field[str] = reference("The type.", "type", required=True)
    indication: Field[str] = text("The indication, as the type's record words it.", required=True)


class Claim(Record):
    """Something that is often said, and what is accurate."""

    id: Field[str] = identifier(
        "The permanent identifier, equal to the file's name.",
        required=True,
        example="adoptive-cell-therapy-is-most-common",
    )
    said: Field[str] = text("What is said, paraphrased.", required=True, words_at_most=50)
    verdict: Field[str] = choice("How it stands up.", v.VERDICT, required=True, example="wrong")
    accurate: Field[str] = text("What is accurate, in plain sentences.", required=True, words_at_most=120)
    origin: Field[str] = choice("Where people meet it.", v.ORIGIN, required=True, example="article")
    seed: Field[str] = text(
        "Its number in the list of assertions of the article that this reference began from.",
        pattern=r"C\d+[a-z]?",
        expected="a number such as C12b",
        example="C12b",
    )
    types: Field[list[str]] = references("Types that it concerns.", "type")
    uses: Field[tuple[Concerned, ...]] = Field("records", "Uses that it concerns.", record=Concerned, default=())
    sources: Field[list[str]] = citations(required=True)
    reviewed: Field[str] = day(REVIEWED, required=True, example="2026-11-22")


class Definition(Record):
    """How an authority defines or files one of the two terms."""

    term: Field[str] = choice("Which of the two terms.", v.TERM, required=True, example="immunotherapy")
    role: Field[str] = choice("In what capacity it speaks.", v.AUTHORITY_ROLE, required=True, example="defines")
    called: Field[str] = text("The authority's own name for the term.", required=True, example="immunotherapy")
    core: Field[str] = text("The core of the definition, in our words.", required=True, words_at_most=60)
    quote: Field[str] = text("A short quotation.", words_at_most=25)
    includes: Field[str] = text("What it counts in that others leave out.")
    excludes: Field[str] = text("What it leaves out that others count in.")
    sources: Field[list[str]] = citations(required=True)


class Authority(Record):
    """Who defines or files the two terms, for what purpose, in which words."""

    id: Field[str] = identifier("The permanent identifier, equal to the file's name.", required=True, example="nci")
    name: Field[str] = text("The full name.", required=True, example="National Cancer Institute (United States)")
    short: Field[str] = text("The name that sentences use.", required=True, example="NCI")
    purpose: Field[str] = text("What it defines or files these terms for.", required=True, words_at_most=40)
    url: Field[str] = url("Where it speaks.", example="https://www.cancer.gov/")
    definitions: Field[tuple[Definition, ...]] = Field(
        "records", "How it defines the terms.", record=Definition, default=()
    )
    sources: Field[list[str]] = citations(required=True)
    reviewed: Field[str] = day(REVIEWED, required=True, example="2026-11-22")


class Deprecated(Record):
    """An identifier that was given up: it leads to its replacement and is never used again."""

    id: Field[str] = identifier(
        "The identifier that was given up, equal to the file's name.", required=True, example="bone-marrow-graft"
    )
    kind: Field[str] = choice("What kind of record it named.", v.KIND, required=True, example="type")
    replaced_by: Field[str] = identifier(
        "The record of the same kind that a reader should go to.", required=True, example="car-t-cell-therapy"
    )
    date: Field[str] = day("The day on which it was given up.", required=True, example="2026-11-22")
    reason: Field[str] = text("Why it was given up, in one sentence.", required=True)


KINDS: dict[str, type[Record]] = {
    "type": Type,
    "product": Product,
    "claim": Claim,
    "authority": Authority,
    "deprecated": Deprecated,
}
FOLDERS = {
    "type": "types",
    "product": "products",
    "claim": "claims",
    "authority": "authorities",
    "deprecated": "deprecated",
}
