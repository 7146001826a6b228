"""The records of the reference, each field declared once.

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
    identifier,
    permanent,
    reference,
    references,
    text,
    texts,
    url,
)
from .naming import Action, Concept, Identifier, Mapping, Names, Target
from .treatment import (
    REVIEWED,
    Attributes,
    Complete,
    Cost,
    Facet,
    Facets,
    Group,
    Harm,
    Life,
    Outcome,
    Statement,
    Status,
    Step,
    Study,
    Type,
    Use,
    Warning,  # noqa: A004 - the reader’s word, as in its own module
)

__all__ = [
    "FOLDERS",
    "KINDS",
    "Action",
    "Approval",
    "Attributes",
    "Authority",
    "Claim",
    "Complete",
    "Concept",
    "Concerned",
    "Cost",
    "Country",
    "Definition",
    "Deprecated",
    "Facet",
    "Facets",
    "Group",
    "Harm",
    "Identifier",
    "Illness",
    "Life",
    "Link",
    "Mapping",
    "Names",
    "NotSame",
    "NothingProven",
    "Outcome",
    "Product",
    "Question",
    "Shown",
    "Statement",
    "Status",
    "Step",
    "Study",
    "Target",
    "Type",
    "Use",
    "Warning",
]


class Approval(Record):
    """One decision of one agency about one product."""

    agency: Field[str] = choice("Who decided.", v.AGENCY, required=True, example="FDA")
    status: Field[str] = choice("What holds now.", v.APPROVAL_STATUS, required=True, example="approved")
    date: Field[str] = day("The day of the approval that the number names, or of the refusal.", example="2017-08-30")
    first_licensed: Field[str] = day(
        "The day of the first licence, where that was an earlier one.", example="1968-04-16"
    )
    ended: Field[str] = day("The day on which the approval ended.", example="2025-01-01")
    ended_not_found: Field[str] = day("The day of a search that found no date of the end.", example="2026-11-30")
    number: Field[str] = text("The agency's application or product number.", example="BLA 125646")
    indication: Field[str] = text("The first approved use.")
    indication_now: Field[str] = text("Today's approved use, where it is another or the first is not known.")
    indication_as_of: Field[str] = day("The day on which that was read.", example="2026-07-06")
    note: Field[str] = text("What a reader must know about it.")
    sources: Field[list[str]] = citations(required=True, example=["fda-purple-book-2025-05"])


class Product(Record):
    """A product that a regulator decided about."""

    id: Field[str] = permanent("tisagenlecleucel")
    name: Field[str] = text(
        "The non-proprietary name (INN) or the regulator's proper name.", required=True, example="tisagenlecleucel"
    )
    brands: Field[list[str]] = texts("Brand names.", example=["Kymriah"])
    names: Field[tuple[Names, ...]] = blocks("Its other names, such as its maker's codes, in groups.", Names)
    holder: Field[str] = text("Who holds the licence.", example="Novartis")
    type: Field[str] = reference(
        "The kind of treatment that it is.", "type", required=True, example="car-t-cell-therapy"
    )
    target: Field[str] = text("The molecule that it aims at.", example="CD19")
    targets: Field[tuple[Target, ...]] = blocks(
        "The genes and proteins of what it aims at or brings, and what it does to them.", Target
    )
    delivers: Field[str] = text("The gene or substance that it brings or makes.", example="the gene SMN1")
    identifiers: Field[tuple[Identifier, ...]] = blocks("Its names in other databases.", Identifier)
    approvals: Field[tuple[Approval, ...]] = blocks("What the agencies decided.", Approval, required=True)
    notes: Field[list[str]] = texts("Remarks; where sources contradict each other, both are named.")
    sources: Field[list[str]] = citations(required=True, example=["fda-purple-book-2025-05"])
    reviewed: Field[str] = day(REVIEWED, required=True, example="2026-11-22")


class NotSame(Record):
    """An illness that is taken for this one, and is another."""

    other: Field[str] = reference("Its record.", "illness")
    name: Field[str] = text("Its name, if it has no record.", example="heartburn")
    reason: Field[str] = text("How the two differ, in one plain sentence.", required=True, words_at_most=40)
    sources: Field[list[str]] = citations(required=True)


class NothingProven(Record):
    """That no treatment of this kind is proven, as of a day."""

    of: Field[str] = choice("Of which treatments that holds.", v.PROVEN_OF, default="any", example="cells")
    as_of: Field[str] = day("The day of the search.", required=True, example="2026-11-30")
    text: Field[str] = text("What is and is not known, in plain sentences.", required=True, words_at_most=60)
    sources: Field[list[str]] = citations(required=True)


class Illness(Record):
    """An illness, or another reason for a treatment, under the names that people use."""

    id: Field[str] = permanent("multiple-myeloma")
    name: Field[str] = text("The name that a reader knows.", required=True, example="Multiple myeloma")
    synonyms: Field[list[str]] = texts(
        "Other names, spellings and abbreviations, and what people type.", example=["myeloma", "plasma cell cancer"]
    )
    sentence: Field[str] = text("What it is, in one plain sentence.", required=True, words_at_most=40)
    area: Field[str] = choice("The part of medicine.", v.AREA, required=True, example="cancer")
    wider: Field[list[str]] = references(
        "Wider illnesses that this one is a kind of.", "illness", example=["blood-cancer"]
    )
    mappings: Field[tuple[Mapping, ...]] = blocks("Its identifiers in other vocabularies.", Mapping)
    not_same_as: Field[tuple[NotSame, ...]] = blocks("Illnesses that are taken for it.", NotSame)
    nothing_proven: Field[NothingProven | None] = block(
        "Set where no cell or immune treatment is proven.", NothingProven
    )
    sources: Field[list[str]] = citations(required=True)
    reviewed: Field[str] = day(REVIEWED, required=True, example="2026-11-22")


class Shown(Record):
    """A part of a treatment's record that answers a question, and is not typed again."""

    type: Field[str] = reference("The treatment.", "type", required=True)
    part: Field[str] = choice("Which part of its record.", v.PART, required=True, example="harms")


class Question(Record):
    """A question that people ask, and its short answer."""

    id: Field[str] = permanent("can-car-t-be-given-twice")
    question: Field[str] = text(
        "The question, in plain words.", required=True, words_at_most=25, example="Can CAR-T be given twice?"
    )
    wordings: Field[list[str]] = texts("Other ways in which people ask it.", example=["second CAR-T infusion"])
    theme: Field[str] = choice("What it is about.", v.THEME, required=True, example="steps")
    answer: Field[str] = text("A short answer that stands alone.", required=True, words_at_most=60)
    more: Field[list[str]] = texts("What more there is to say, a short paragraph each.", words_at_most=60)
    differ: Field[str] = text("Where authorities differ, with their names.", words_at_most=60)
    types: Field[list[str]] = references("Treatments that it concerns.", "type")
    illnesses: Field[list[str]] = references("Illnesses that it concerns.", "illness")
    products: Field[list[str]] = references("Medicines that it concerns.", "product")
    shows: Field[tuple[Shown, ...]] = blocks("What is asked of other records.", Shown)
    turn_to: Field[list[str]] = choices("What one can do at addresses of each country, if that is asked.", v.HELP)
    seen: Field[list[str]] = texts("Where this kind of question was seen.", required=True)
    not_found: Field[str] = day("The day of a search in which no source answered it.", example="2026-11-30")
    sources: Field[list[str]] = citations(required=True)
    reviewed: Field[str] = day(REVIEWED, required=True, example="2026-11-22")


class Link(Record):
    """An official address where one gets help."""

    kind: Field[str] = choice("What one can do there.", v.HELP, required=True, example="trials")
    name: Field[str] = Field(
        "text", "Its name.", default="", required=True, expected="a name", example="ClinicalTrials.gov"
    )
    url: Field[str] = url("The address.", required=True, example="https://clinicaltrials.gov/")
    text: Field[str] = Field(
        "text", "What is there, in one plain sentence.", default="", required=True, words_at_most=30
    )
    sources: Field[list[str]] = citations(required=True)


class Country(Record):
    """Where to get help in one country."""

    id: Field[str] = permanent("uk")
    name: Field[str] = text("Its name.", required=True, example="United Kingdom")
    links: Field[tuple[Link, ...]] = blocks("Where to turn.", Link, required=True)
    sources: Field[list[str]] = citations(required=True)
    reviewed: Field[str] = day(REVIEWED, required=True, example="2026-11-22")


class Concerned(Record):
    """A use that a claim is about."""

    type: Field[str] = reference("The type.", "type", required=True)
    indication: Field[str] = text("The indication, as the type's record words it.", required=True)


class Claim(Record):
    """Something that is often said, and what is accurate."""

    id: Field[str] = permanent("adoptive-cell-therapy-is-most-common")
    truth: Field[str] = text("What is true, in one short sentence: the heading.", required=True, words_at_most=24)
    said: Field[str] = text("What is said, paraphrased.", required=True, words_at_most=50)
    verdict: Field[str] = choice("How what is said stands up.", v.VERDICT, required=True, example="wrong")
    accurate: Field[str] = text("What is accurate, in plain sentences.", required=True, words_at_most=120)
    theme: Field[str] = choice("On which page it stands.", v.CLAIM_THEME, required=True, example="article")
    origin: Field[str] = choice("Where people meet it.", v.ORIGIN, required=True, example="article")
    seed: Field[str] = text(
        "Its number in the list of assertions of the article that this reference began from.",
        pattern=r"C\d+[a-z]?",
        expected="a number such as C12b",
        example="C12b",
    )
    terms: Field[list[str]] = choices(
        "The terms that it concerns, where it is about words and not about one treatment.",
        v.TERM,
        example=["cell_therapy"],
    )
    types: Field[list[str]] = references("Types that it concerns.", "type")
    uses: Field[tuple[Concerned, ...]] = blocks("Uses that it concerns.", Concerned)
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

    id: Field[str] = permanent("nci")
    name: Field[str] = text("The full name.", required=True, example="National Cancer Institute (United States)")
    short: Field[str] = text("The name that sentences use.", required=True, example="NCI")
    purpose: Field[str] = text("What it defines or files these terms for.", required=True, words_at_most=40)
    url: Field[str] = url("Where it speaks.", example="https://www.cancer.gov/")
    definitions: Field[tuple[Definition, ...]] = blocks("How it defines the terms.", Definition)
    sources: Field[list[str]] = citations(required=True)
    reviewed: Field[str] = day(REVIEWED, required=True, example="2026-11-22")


class Deprecated(Record):
    """An identifier that was given up: it leads to its replacement and is never used again."""

    id: Field[str] = permanent("bone-marrow-graft", "The identifier that was given up, equal to the file's name.")
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
    "illness": Illness,
    "question": Question,
    "country": Country,
    "concept": Concept,
    "deprecated": Deprecated,
}
FOLDERS = {
    "type": "types",
    "product": "products",
    "claim": "claims",
    "authority": "authorities",
    "illness": "illnesses",
    "question": "questions",
    "country": "countries",
    "concept": "concepts",
    "deprecated": "deprecated",
}
