"""What the reference knows of a product beside its own record: its uses, the harms that hold for it, what it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from taxonomy.model import vocabulary as v

if TYPE_CHECKING:
    from taxonomy.decide.classification import Classification
    from taxonomy.model.records import Harm, Product, Status, Type, Use

    from .hierarchy import Hierarchy

CHEMOTHERAPY: Final = "chemotherapy"
CARRIES_A_DRUG: Final = "antibody-drug-conjugate"
GENE_THERAPY: Final = "SC7"


class Licensed(NamedTuple):
    """A use of which some statuses name a product.

    Attributes:
        statuses: those that name it.
    """

    type: Type
    use: Use
    statuses: tuple[Status, ...]


class WhatItIs(NamedTuple):
    """An answer to a question of the kind "Is it chemotherapy?".

    Attributes:
        value: ``yes``, ``no`` or ``contested``.
        words: how the answer is said.
        rules: the rules of which it follows, if any.
        sources: those of what is meant by the word.
    """

    question: str
    value: str
    words: str
    reason: str
    rules: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def licensed(types: Iterable[Type]) -> dict[str, list[Licensed]]:
    """The uses whose status names a product, by product."""
    found: dict[str, list[Licensed]] = {}
    for type_ in types:
        for use in type_.uses:
            named = dict.fromkeys(id for status in use.status for id in status.products)
            for id in named:
                statuses = tuple(each for each in use.status if id in each.products)
                found.setdefault(id, []).append(Licensed(type_, use, statuses))
    return found


def harms_of(reference: Hierarchy, product: Product) -> list[Harm]:
    """The harms of a product's type, or of the wider type to which its record leads, that hold for this product."""
    type_ = reference.types[product.type]
    harms = type_.harms
    if not harms and type_.harms_as_for in reference.types:
        harms = reference.types[type_.harms_as_for].harms
    return [each for each in harms if not each.products or product.id in each.products]


def sentence(words: str) -> str:
    """Words as a sentence."""
    return f"{words[0].upper()}{words[1:]}."


def chemotherapy(reference: Hierarchy, type_: Type) -> WhatItIs:
    """Whether a treatment is chemotherapy: from its place among the types, else from what is given."""
    kinds = {type_.id, *reference.ancestors(type_)}
    known = reference.types.get(CHEMOTHERAPY)
    cited = tuple(known.basis) if known else ()
    asked = "Is it chemotherapy?"
    given = ", ".join(v.AGENT[each] for each in type_.attributes.agent)
    if CHEMOTHERAPY in kinds:
        return WhatItIs(asked, "yes", "Yes.", "It kills cells that grow fast, or stops them from growing.", (), cited)
    if CARRIES_A_DRUG in kinds:
        told = "An antibody brings a drug that kills cells to its target. The drug alone would be chemotherapy."
        return WhatItIs(asked, "contested", "In part.", told, (), cited)
    if "small_molecule" in type_.attributes.agent:
        told = "It is a chemical medicine, but not one that is meant to kill every cell that grows fast."
        return WhatItIs(asked, "no", "No.", told, (), cited)
    told = f"What is given: {given}. Chemotherapy is a chemical that kills cells that grow fast."
    return WhatItIs(asked, "no", "No.", told, (), cited)


def gene_therapy(found: Classification, type_: Type) -> WhatItIs:
    """Whether a treatment is gene therapy: by the rule on that sub-class."""
    asked, how = "Is it gene therapy?", sentence(v.GENETIC[type_.attributes.genetic])
    if any(each.id == GENE_THERAPY for each in found.subclasses):
        return WhatItIs(asked, "yes", "Yes.", how, (GENE_THERAPY,))
    if "infectious_vaccine" in type_.attributes.flag and type_.attributes.genetic != "none":
        told = "It brings genetic material, but vaccines against infections are not counted as gene therapy."
    elif "synthetic_oligo" in type_.attributes.flag:
        told = "It is a short piece of genetic material made by chemistry. That is not counted as gene therapy."
    else:
        told = how
    return WhatItIs(asked, "no", "No.", told, (GENE_THERAPY,))
