"""What many views say in the same words: numbers of things, brands, authorities, how sure one can be."""

from __future__ import annotations

from taxonomy import Product, Taxonomy, Type, Use, sure

from ..blocks import Block, Ref, Run, Strong, Sure, Text, p


def authority(t: Taxonomy, id: str) -> Run:
    """An authority by its short name."""
    return Ref("authority", id, t.authorities[id].short) if id in t.authorities else Text(id)


def label_of(wider: Type | None) -> list[Block]:
    """That what follows is told of a wider type."""
    return [] if wider is None else [p(Strong("As for "), Ref("type", wider.id, wider.name), ":")]


def surely(use: Use) -> Sure:
    """How sure one can be of a use, in dots and a sentence."""
    found = sure(use)
    return Sure(found.dots, f"{found.words}.")


def brands(product: Product) -> list[str]:
    """The brands of a product that are not its name."""
    return [each for each in product.brands if each.casefold() != product.name.casefold()]


def many(number: int, word: str, plural: str = "") -> str:
    """A number of things in words: "1 use", "2 uses"."""
    return f"{number:,} {word if number == 1 else plural or f'{word}s'}"
