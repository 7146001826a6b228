"""``llms.txt`` (https://llmstxt.org): a list of everything, in Markdown, for language models."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from taxonomy.export.addresses import iri
from taxonomy.export.edition import Edition
from taxonomy.model import vocabulary as v
from taxonomy.model.records import Type

from .json_document import SUMMARY, TITLE

NOTES = (
    "Information, not medical advice.",
    "Whether a treatment is approved or proven depends on the illness and the country: read its page, and name the date of review.",
    "Answers to 'is it cell therapy?' and 'is it immunotherapy?' are derived by rules; 'contested' means that authorities differ.",
)


def entry(edition: Edition, type_: Type, address: str) -> str:
    """One type: its link, its sentence and its two derived answers."""
    cell, immune = edition.taxonomy.classify(type_).answers
    derived = f"Cell therapy: {cell.value}. Immunotherapy: {immune.value}. Reviewed {type_.reviewed}."
    return f"- [{type_.name}]({address}): {type_.sentence} {derived}"


def llms_text(edition: Edition, address: Callable[[str], str], more: str = "") -> str:
    """The whole file.

    Args:
        edition: the data.
        address: gives the address of a type's page by the type's identifier.
        more: further sections, which stand before the treatments.
    """
    release = f"Release {edition.version}, reviewed until {edition.reviewed}. "
    lines = [f"# {TITLE}", "", f"> {SUMMARY}", "", *(f"- {note}" for note in NOTES), f"- {release}Licence: CC BY 4.0."]
    if more:
        lines += ["", more.strip()]
    for family, words in v.FAMILY.items():
        members = [type_ for type_ in edition.types() if type_.family == family]
        if members:
            lines += ["", f"## {words}", "", *(entry(edition, each, address(each.id)) for each in members)]
    return "\n".join(lines) + "\n"


def files(edition: Edition) -> dict[str, bytes]:
    """``llms.txt``, with the permanent address of each type."""
    return {"llms.txt": llms_text(edition, partial(iri, "type")).encode()}
