"""Examples stand where they are run: in ``{doctest}`` fences, and nowhere else.

``sphinx.ext.doctest`` runs ``{doctest}`` only. A prompt in any other fence looks like
an example, is never tried, and goes wrong unseen.
"""

from pathlib import Path
from re import compile as pattern

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))

PROMPT = pattern(r"\s*>>>")
# Directives that hold Markdown are read again; the content of these is shown or run as it is.
VERBATIM = pattern(r"(?!\{)|\{(code|code-block|doctest|literalinclude|testcode|testoutput)\}")
PARSER = MarkdownIt("commonmark").use(colon_fence_plugin)


def examples(text: str, first: int = 1) -> set[int]:
    """Return the numbers of the prompt lines that stand in a ``{doctest}`` fence."""
    found: set[int] = set()
    for token in PARSER.parse(text):
        if token.type not in {"fence", "colon_fence"} or token.map is None:
            continue
        start = first + token.map[0] + 1
        if token.info.strip().startswith("{doctest}"):
            found |= prompts(token.content, start)
        elif not VERBATIM.match(token.info.strip()):
            found |= examples(token.content, start)
    return found


def prompts(text: str, first: int = 1) -> set[int]:
    """Return the numbers of all lines that begin with a prompt."""
    return {n for n, line in enumerate(text.split("\n"), first) if PROMPT.match(line)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_prompt_is_run(page: Path) -> None:
    """A page shows a prompt in a ``{doctest}`` fence only."""
    text = page.read_text(encoding="utf-8")

    stray = sorted(prompts(text) - examples(text))

    assert not stray, "\n".join(
        f"{page.relative_to(ROOT)}:{line}: a prompt that is never run; expected a {{doctest}} fence" for line in stray
    )


def test_the_pages_hold_examples() -> None:
    """The pages hold examples at all, so that the test above looks at something."""
    assert any(examples(page.read_text(encoding="utf-8")) for page in PAGES)


@pytest.mark.parametrize(
    ("text", "run"),
    [
        pytest.param("```{doctest}\n>>> 1\n1\n```", {2}, id="fence"),
        pytest.param("~~~{doctest}\n>>> 1\n1\n~~~", {2}, id="tildes"),
        pytest.param(":::{doctest}\n>>> 1\n1\n:::", {2}, id="colons"),
        pytest.param("- a\n\n  ```{doctest}\n  >>> 1\n  1\n  ```", {4}, id="list"),
        pytest.param("````{dropdown} A\n\n```{doctest}\n>>> 1\n1\n```\n````", {4}, id="nested"),
        pytest.param("::::{tab-item} A\n:::{doctest}\n>>> 1\n1\n:::\n::::", {3}, id="colons nested"),
        pytest.param("```python\n>>> 1\n1\n```", set(), id="python fence"),
        pytest.param("```{code-block} python\n>>> 1\n1\n```", set(), id="code block"),
        pytest.param("````\n```{doctest}\n>>> 1\n1\n```\n````", set(), id="shown, not run"),
        pytest.param(">>> 1\n1", set(), id="no fence"),
        pytest.param("    >>> 1\n    1", set(), id="indented code"),
    ],
)
def test_only_doctest_fences_count(text: str, run: set[int]) -> None:
    """A prompt counts as run wherever Sphinx runs it, and only there."""
    assert len(prompts(text)) == 1

    assert examples(text) == run
