"""The look at a page's source, with the parser that will read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.states import MarkupError
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import TopmatterReadError, read_topmatter
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser

from .. import SitekitWarning

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from sphinx.application import Sphinx
    from sphinx.config import Config

NAME = re.compile(r"\{([^}]*)\}\s*(.*)", re.DOTALL)
#: Directives whose content is shown or run as it is, and holds no Markdown.
VERBATIM = frozenset({"code", "code-block", "doctest", "sourcecode"})
REST = "eval-rst"


class Found(NamedTuple):
    """Something in a source that may not be there: its line, what it is, and what is expected."""

    line: int
    what: str
    expected: str


class AnyOption(dict[str, Any]):
    """Options of any name, each text."""

    def __missing__(self, name: str) -> Any:
        return directives.unchanged


class AnyDirective(Directive):
    """Stands in for any directive: one argument, options, content."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Any] = AnyOption(name=directives.unchanged)


def listed(name: str, allowed: list[str]) -> bool:
    return any(fnmatchcase(name, each) for each in allowed)


def metadata(source: str, config: Config) -> Iterator[Found]:
    """What front matter says that changes how a page is read."""
    expected = "one of " + ", ".join(sorted(config.page_metadata))
    try:
        found = read_topmatter(source) or {}
    except TopmatterReadError as error:
        yield Found(
            1, f"front matter: cannot be read ({error})", "lines such as 'orphan: true' between two lines of '---'"
        )
        return
    lines = source.split("\n")
    for key in found:
        if key not in config.page_metadata:
            line = next((n for n, text in enumerate(lines, 1) if text.strip().strip("'\"").startswith(str(key))), 1)
            yield Found(line, f"front matter: {key}: is not allowed", expected)


class Reader:
    """Looks at the tokens of a page, and at those of everything inside them."""

    def __init__(self, parser: MarkdownIt, config: Config) -> None:
        self.parser, self.config = parser, config

    def page(self, text: str, first: int = 0) -> Iterator[Found]:
        """What may not stand in a piece of Markdown whose first line is the line after ``first``."""
        yield from self.tokens(self.parser.parse(text), first)

    def tokens(self, tokens: list[Token], first: int) -> Iterator[Found]:
        for token in tokens:
            line = first + (token.map[0] + 1 if token.map else 0)
            if token.type in ("fence", "colon_fence") and (named := NAME.match(token.info.strip())):
                yield from self.directive(named[1], named[2], token.content, line)
            elif token.type == "myst_role" and not listed(token.meta["name"], self.config.page_roles):
                yield Found(line, f"the role '{token.meta['name']}' is not allowed", "a role of page_roles in conf.py")
            # The place of a block holds for what is inside it.
            for inner in token.children or ():
                inner.map = inner.map or token.map
            yield from self.tokens(token.children or [], first)

    def directive(self, name: str, argument: str, content: str, line: int) -> Iterator[Found]:
        if name == REST:
            yield from self.rest(content, line)
            return
        if not listed(name, self.config.page_directives):
            yield Found(line, f"the directive '{name}' is not allowed", "a directive of page_directives in conf.py")
            return
        try:
            parsed = parse_directive_text(AnyDirective, argument, content, line=line)
        except MarkupError as error:
            yield Found(line, f"the directive '{name}' cannot be read ({error})", "options as ':name: value'")
            return
        for option, value in parsed.options.items():
            classes = str(value or "").split() if "class" in option else []
            for each in classes:
                if not listed(each, self.config.page_classes):
                    yield Found(line, f"the class '{each}' is not allowed", "a class of page_classes in conf.py")
        if name not in VERBATIM:
            yield from self.page("\n".join(parsed.body), line + parsed.body_offset)
            yield from self.page("\n\n".join([argument, *(str(each) for each in parsed.options.values())]), line - 1)

    def rest(self, content: str, line: int) -> Iterator[Found]:
        """What stands in a block of reStructuredText; only lines of one form may."""
        for number, text in enumerate(content.splitlines(), line + 1):
            if text.strip() and not re.fullmatch(self.config.page_rest, text):
                yield Found(
                    number,
                    f"'{text.strip()[:60]}' is not allowed in {REST}",
                    "a line that page_rest in conf.py describes",
                )


def check(app: Sphinx, docname: str, source: list[str]) -> None:
    """Tell what may not stand in a source; front matter that is refused is taken for text."""
    told = list(metadata(source[0], app.config))
    if told:
        source[0] = "\n" + source[0]  # the first line is empty now: nobody finds front matter
    parser = create_md_parser(cast("Any", app.env).myst_config, RendererHTML)
    told += Reader(parser, app.config).page(source[0], -1 if told else 0)
    path = app.env.doc2path(docname)
    for line, what, expected in told:
        SitekitWarning.SOURCE.tell("%s; expected %s", what, expected, location=f"{path}:{line}")
