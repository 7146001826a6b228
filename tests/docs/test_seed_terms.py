"""Every term of the article that this reference began from leads somewhere."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import taxonomy

DOCS = Path(__file__).parents[2] / "docs"

TERMS = (
    "cellular therapy",
    "cell therapy",
    "stem cells",
    "adult stem cells",
    "red blood cells",
    "white blood cells",
    "platelets",
    "lymphocytes",
    "dendritic cells",
    "islet cells",
    "blood transfusion",
    "bone marrow transplant",
    "immunotherapy",
    "proteins",
    "monoclonal antibodies",
    "interleukins",
    "interferons",
    "cytokine therapy",
    "adoptive cell therapy",
    "T cells",
    "lymphomas and leukaemias",
    "degenerative joint and back conditions",
    "erectile dysfunction",
    "regenerative medicine",
)
LINK = re.compile(r"\{therapy:type\}`([a-z0-9-]+)`|\]\(([^)#]+\.md)[^)]*\)")


def entries(markdown: str) -> dict[str, str]:
    """The terms of a glossary, each with its definition; terms in a row share one."""
    fence = next(each for each in MarkdownIt().parse(markdown) if each.info.startswith("{glossary}"))
    found: dict[str, str] = {}
    waiting: list[str] = []
    definition: list[str] = []
    for line in [*fence.content.splitlines(), "end"]:
        if line.startswith(" ") or not line:
            definition.append(line.strip())
        elif not line.startswith(":"):
            if any(definition):
                found.update(dict.fromkeys(waiting, "\n".join(definition).strip()))
                waiting, definition = [], []
            waiting.append(line)
    return found


GLOSSARY = entries((DOCS / "glossary.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("term", TERMS)
def test_term_is_explained(term: str) -> None:
    """The glossary explains the term, and leads on to a page that is there."""
    targets = LINK.findall(GLOSSARY[term])

    assert targets
    assert all(type_ in taxonomy.load() if type_ else (DOCS / page).is_file() for type_, page in targets)


@pytest.mark.parametrize("term", sorted(GLOSSARY))
def test_definition_is_a_sentence(term: str) -> None:
    """A definition ends as a sentence does, so that it can be read aloud."""
    first = GLOSSARY[term].splitlines()[0]

    assert first.endswith((".", ":")), f"docs/glossary.md: {term}: ends without a full stop; expected a sentence"


def test_glossary_is_large_enough() -> None:
    """The glossary has sixty entries or more: fewer would leave leaflets unexplained."""
    assert len(set(GLOSSARY.values())) >= 60


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("red blood cells", "red-cell-transfusion"),
        ("blood transfusion", "blood-transfusion"),
        ("bone marrow transplant", "bone-marrow-transplant"),
        ("monoclonal antibody", "monoclonal-antibody-therapy"),
        ("cytokine therapy", "cytokine-therapy"),
        ("adoptive cell therapy", "adoptive-cell-therapy"),
    ],
)
def test_search_finds_the_treatment(asked: str, expected: str) -> None:
    """The names of treatments in the article find their pages."""
    assert expected in [hit.id for hit in taxonomy.load().search(asked, limit=3)]
