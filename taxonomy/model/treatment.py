"""The record of a treatment, each field declared once.

Memberships, sub-classes and reader labels are derived (``decide``, ``query/labels.py``)
and never stored.
"""

from __future__ import annotations

from . import vocabulary as v
from .fields import (
    Field,
    Record,
    block,
    blocks,
    choice,
    choices,
    citations,
    day,
    permanent,
    reference,
    references,
    text,
    texts,
)
from .naming import Mapping, Names

REVIEWED = "The day on which a person last compared this record with its sources."


PERCENT = r"(100(\.0+)?|(0|[1-9]\d?)(\.\d+)?)"


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
        example="A short answer in plain words.",
    )
    sources: Field[list[str]] = citations()


class Facets(Record):
    """What a layperson compares; use, status and evidence come from the uses."""

    given: Field[Facet] = block("What goes into me?", Facet)
    source: Field[Facet] = block("Is it mine, a donor's, an animal's or from a factory?", Facet)
    made: Field[Facet] = block("How is it made, and how long does that take?", Facet)
    works: Field[Facet] = block("What does it do in my body?", Facet)
    immunity: Field[Facet] = block("Whose immune system works: mine, a lent one, neither?", Facet)
    route: Field[Facet] = block("How is it given?", Facet)
    preparation: Field[Facet] = block("What happens before: collection, chemotherapy?", Facet)
    schedule: Field[Facet] = block("How often is it given, and how long does it last?", Facet)
    onset: Field[Facet] = block("When would we know whether it works?", Facet)
    risks: Field[Facet] = block("What are the common and the dangerous harms?", Facet)
    setting: Field[Facet] = block("Where is it given?", Facet)
    monitoring: Field[Facet] = block("How long will I be watched?", Facet)
    cost: Field[Facet] = block("What does it cost, roughly, where and when, and who usually pays?", Facet)


class Harm(Record):
    """One harm, or one sign of it, with how many people it met."""

    kind: Field[str] = choice("What kind of harm it is.", v.HARM, required=True, example="frequent")
    text: Field[str] = text(
        "A plain sentence, with how many of how many where a source says it.",
        required=True,
        words_at_most=50,
        example="Fever, in 42 of 100 people in the trial.",
    )
    signs: Field[list[str]] = texts("Of 'urgent': what to call for, a sign a line, in plain words.", example=["Fever"])
    products: Field[list[str]] = references("The products for which alone it holds.", "product")
    sources: Field[list[str]] = citations(required=True)


class Step(Record):
    """One thing that happens, in the order in which it does."""

    step: Field[str] = choice("Which part of the treatment it is.", v.STEP, required=True, example="giving")
    text: Field[str] = text(
        "What happens, in one or two plain sentences.",
        required=True,
        words_at_most=50,
        example="The cells run through a drip into a vein.",
    )
    duration: Field[str] = Field("text", "How long it takes.", default="", words_at_most=20, example="30 minutes")
    place: Field[str] = Field("text", "Where it happens.", default="", words_at_most=20, example="in a hospital")
    sources: Field[list[str]] = citations(required=True)


class Life(Record):
    """What daily life is like, on one topic."""

    topic: Field[str] = choice("What it is about.", v.LIFE, required=True, example="driving")
    text: Field[str] = text("A plain fact, with who says it; no advice.", required=True, words_at_most=60)
    sources: Field[list[str]] = citations(required=True)


class Cost(Record):
    """What it costs in one place, or who pays, as of a day."""

    place: Field[str] = choice("Where this holds.", v.JURISDICTION, required=True, example="US")
    kind: Field[str] = choice("What it tells.", v.COST, required=True, example="list_price")
    text: Field[str] = text("A plain sentence, with its year.", required=True, words_at_most=50)
    as_of: Field[str] = day("When that was so.", required=True, example="2025-01")
    sources: Field[list[str]] = citations(required=True)


class Study(Record):
    """One piece of the evidence of a use."""

    kind: Field[str] = choice("What it is.", v.STUDY, required=True, example="trial")
    name: Field[str] = Field(
        "text", "How one calls it.", default="", required=True, expected="a short name", example="KEYNOTE-189"
    )
    year: Field[str] = text(
        "When it appeared.", required=True, pattern=r"(19|20)\d\d", expected="a year such as 2025", example="2025"
    )
    design: Field[str] = choice("How it was made.", v.DESIGN, required=True, example="randomised")
    people: Field[str] = text("How many people.", pattern=r"[1-9]\d{0,8}", expected="a number", example="616")
    comparator: Field[str] = Field("text", "What it was compared with.", default="", example="a dummy injection")
    result: Field[str] = choice("What it points to.", v.RESULT, required=True, example="for")
    text: Field[str] = text("What it found or says, with numbers.", required=True, words_at_most=50)
    sources: Field[list[str]] = citations(required=True)


class Group(Record):
    """A group of people in a study, and how many of them something happened to."""

    name: Field[str] = text("What they had.", required=True, example="a placebo")
    count: Field[str] = text("How many.", pattern=r"0|[1-9]\d{0,8}", expected="a number", example="284")
    of: Field[str] = text("Of how many.", required=True, pattern=r"[1-9]\d{0,8}", expected="a number", example="410")
    percent: Field[str] = text(
        "How many of 100, as the source estimates it.", pattern=PERCENT, expected="a number up to 100", example="69.2"
    )
    low: Field[str] = text("Low end of its interval.", pattern=PERCENT, expected="a number up to 100", example="64.1")
    high: Field[str] = text("High end of its interval.", pattern=PERCENT, expected="a number up to 100", example="73.8")


class Outcome(Record):
    """In how many people what happened: a result that was counted, in one or two groups."""

    what: Field[str] = text("What follows 'N of 100 people'.", required=True, example="were alive")
    wanted: Field[str] = choice(
        "Whether it is good to be among them.", {"yes": "yes", "no": "no"}, required=True, example="yes"
    )
    time: Field[str] = text("Over what time.", required=True, example="after 12 months")
    people: Field[str] = text("In whom.", required=True, example="with lung cancer that had spread")
    treated: Field[Group] = block("The people who had the treatment.", Group, required=True)
    compared: Field[Group | None] = block("The people with whom they are compared.", Group)
    sources: Field[list[str]] = citations(required=True)


class Status(Record):
    """Whether a use is allowed, where and since when."""

    jurisdiction: Field[str] = choice("Where this holds.", v.JURISDICTION, required=True, example="US")
    state: Field[str] = choice(
        "What holds there.", v.STATUS, required=True, origin=v.SOURCES["state"], example="authorised"
    )
    products: Field[list[str]] = references("The products whose licence there covers this use.", "product")
    date: Field[str] = day("The day of the decision about this very use.", example="2017-08-30")
    as_of: Field[str] = day("The day on which the source showed that this holds.", example="2026-07-20")
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
    illnesses: Field[list[str]] = references("The illnesses that it names.", "illness", required=True)
    line: Field[str] = text(
        "Where it stands in the course of treatment.", words_at_most=25, example="after two other treatments"
    )
    age: Field[str] = text("For which ages.", words_at_most=25, example="adults, and children from 12 years")
    area: Field[str] = choice("The part of medicine.", v.AREA, required=True, example="cancer")
    status: Field[tuple[Status, ...]] = blocks("Whether it is allowed, by jurisdiction.", Status, required=True)
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
    warning: Field[Warning | None] = block("Needed where a use is sold without proof.", Warning)
    sources: Field[list[str]] = citations("The studies or reviews behind certainty and direction.")
    evidence: Field[tuple[Study, ...]] = blocks("The guideline, reviews and trials, for and against.", Study)
    outcomes: Field[tuple[Outcome, ...]] = blocks("In how many people what happened.", Outcome)


class Complete(Record):
    """That the uses of a type are all that its labels name, and on which day that was so."""

    as_of: Field[str] = day("The day of the labels that were compared.", required=True, example="2026-07-20")
    sources: Field[list[str]] = citations("The labels and tables that were compared.", required=True)


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


class Type(Record):
    """A kind of treatment."""

    id: Field[str] = permanent("car-t-cell-therapy")
    name: Field[str] = text("The name that a reader knows.", required=True, example="CAR-T cell therapy")
    family: Field[str] = choice(
        "The group in which a reader looks for it.", v.FAMILY, required=True, example="effector-cells"
    )
    parents: Field[list[str]] = references(
        "Wider types that this one is a kind of.", "type", example=["adoptive-cell-therapy"]
    )
    synonyms: Field[list[str]] = texts("Other names of all of it: spellings and abbreviations.", example=["CAR T"])
    names: Field[tuple[Names, ...]] = blocks("Names of another kind, in groups.", Names)
    sentence: Field[str] = text("What it is, in one plain sentence.", required=True, words_at_most=40)
    attributes: Field[Attributes] = block("What can be observed about it.", Attributes, required=True)
    basis: Field[list[str]] = citations("Sources for the attributes.")
    facets: Field[Facets] = block("What a layperson compares.", Facets)
    harms: Field[tuple[Harm, ...]] = blocks("What can go wrong.", Harm)
    harms_as_for: Field[str] = reference(
        "The wider type whose harms hold here, too.", "type", example="car-t-cell-therapy"
    )
    harms_not_found: Field[list[str]] = choices(
        "Kinds of harm that were looked for in the named sources and not found.", v.SOUGHT, default=[], example=["late"]
    )
    steps: Field[tuple[Step, ...]] = blocks("What happens, in order.", Step)
    steps_as_for: Field[str] = reference("The wider type whose steps hold here, too.", "type")
    life: Field[tuple[Life, ...]] = blocks("What daily life is like.", Life)
    life_as_for: Field[str] = reference("The wider type whose daily life holds here, too.", "type")
    costs: Field[tuple[Cost, ...]] = blocks("What it costs and who pays.", Cost)
    costs_as_for: Field[str] = reference("The wider type whose costs hold here, too.", "type")
    uses: Field[tuple[Use, ...]] = blocks("What it is used for.", Use)
    uses_complete: Field[Complete | None] = block(
        "Set where the uses are all that the labels of its products name.", Complete
    )
    statements: Field[tuple[Statement, ...]] = blocks("What authorities say about this type.", Statement)
    mappings: Field[tuple[Mapping, ...]] = blocks("Cross-references to other vocabularies.", Mapping)
    notes: Field[list[str]] = texts("Remarks for readers, each a sentence.")
    sources: Field[list[str]] = citations(required=True)
    reviewed: Field[str] = day(REVIEWED, required=True, example="2026-11-22")
