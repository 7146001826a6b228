"""The look at a page's source: at each thing that MyST is about to do, before it does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from myst_parser.config.main import TopmatterReadError, read_topmatter
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from .. import SitekitWarning
from .characters import unwanted, without_unwanted

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode
    from sphinx.config import Config

#: A line of front matter: a name, and a value without quotes, brackets, anchors or anything else of YAML.
FIELD = re.compile(r"([a-z-]+): ([\w.-]+)\s*")
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
    """What front matter says that changes how a page is read, or that is not of its form."""
    expected = "one of " + ", ".join(sorted(config.page_metadata))
    try:
        found = read_topmatter(source)
    except TopmatterReadError as error:
        yield Found(
            1, f"front matter: cannot be read ({error})", "lines such as 'orphan: true' between two lines of '---'"
        )
        return
    if found is None:
        return
    lines = source.splitlines()
    strange = [str(key) for key in found if key not in config.page_metadata]
    for key in strange:
        line = next((n for n, text in enumerate(source.split("\n"), 1) if text.strip().strip("'\"").startswith(key)), 1)
        yield Found(line, f"front matter: {key}: is not allowed", expected)
    seen: set[str] = set()
    for number, text in enumerate(lines[1:], 2):
        if strange or text.startswith(("---", "...")):
            return
        field = FIELD.fullmatch(text)
        if field is None:
            yield Found(number, f"front matter: '{text.strip()[:60]}' is no field", "a line such as 'orphan: true'")
        elif not re.fullmatch(config.page_metadata[field[1]], field[2]):
            form = config.page_metadata[field[1]]
            yield Found(number, f"front matter: {field[1]}: '{field[2]}' is not of the right form", f"'{form}'")
        elif field[1] in seen:
            yield Found(number, f"front matter: {field[1]}: stands here twice", "it once")
        else:
            seen.add(field[1])


class Renderer(SphinxRenderer):
    """MyST's own, which asks the lists before it runs anything: what would be run is what is judged."""

    def allows(self, line: int, kind: str, name: str, allowed: str) -> bool:
        """Whether a name stands in a list of the configuration; if not, this is told."""
        if listed(name, self.config_of(allowed)):
            return True
        self.refuse(Found(line, f"the {kind} '{name}' is not allowed", f"a {kind} of {allowed} in conf.py"))
        return False

    def config_of(self, name: str) -> Any:
        """A value of the configuration."""
        assert self.sphinx_env is not None
        return self.sphinx_env.config[name]

    def refuse(self, found: Found) -> None:
        tell(found, self.document["source"])

    def run_directive(
        self, name: str, first_line: str, content: str, position: int, *rest: Any, **named: Any
    ) -> list[nodes.Element]:
        """Run a directive that is listed, with classes that are."""
        instead: list[nodes.Element] = [nodes.comment()]  # some directives cannot do with nothing
        if not self.allows(position, "directive", name, "page_directives"):
            return instead
        try:
            options = parse_directive_text(AnyDirective, first_line, content, line=position).options
            values = [str(value or "") for option, value in options.items() if "class" in option]
            classes = [each for value in values for each in value.split()]
            if [each for each in classes if not self.allows(position, "class", each, "page_classes")]:
                return instead
            may: list[str] = self.config_of("page_options").get(name, ["*"])
            for option in [each for each in options if not listed(each, may)]:
                what = f"the option '{option}' of '{name}' is not allowed"
                self.refuse(Found(position, what, f"one of {', '.join(may)}, by page_options in conf.py"))
                return instead
            return super().run_directive(name, first_line, content, position, *rest, **named)
        except Exception as error:  # noqa: BLE001 - whatever a library trips over, who wrote the page is told where
            what = f"the directive '{name}' cannot be read ({type(error).__name__}: {error})"
            self.refuse(Found(position, what, "a directive as in the other pages"))
            return instead

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Read a block of reStructuredText; only lines of one form may stand in it."""
        form, first = self.config_of("page_rest"), token_line(token) + 1
        wrong = [
            Found(
                number, f"'{text.strip()[:60]}' is not allowed in {REST}", "a line that page_rest in conf.py describes"
            )
            for number, text in enumerate(token.content.splitlines(), first)
            if text.strip() and not re.fullmatch(form, text)
        ]
        for each in wrong:
            self.refuse(each)
        if not wrong:
            super().render_restructuredtext(token)

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Run a role that is listed; of another, its words are shown."""
        if self.allows(token_line(token, 0), "role", token.meta["name"], "page_roles"):
            super().render_myst_role(token)
        else:
            self.current_node.append(nodes.Text(token.content))

    def render_text(self, token: SyntaxTreeNode) -> None:
        """Render words; a character that hides or turns text is refused however it is written, also as ``&#8238;``.

        But for ``&shy;``: it is seen in the source, and lets a long word break in a narrow table.
        """
        words = token.content.replace("\xad", "")
        for _, character in unwanted(words):
            what = f"the text holds the character {character}, which hides or turns text"
            self.refuse(Found(token_line(token, 0), what, "none"))
        clean = without_unwanted(words)
        self.current_node.append(nodes.Text(token.content if clean == words else clean))

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link; of one that no file system can look for, its words are shown."""
        try:
            super().render_link(token)
        except (OSError, ValueError) as error:
            address = str(token.attrs.get("href", ""))[:60]
            self.refuse(
                Found(token_line(token, 0), f"the address '{address}' cannot be read ({error.args[-1]})", "a page")
            )
            self.render_children(token)

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """Render a block between colons, whose name is that of a directive or, without braces, a class."""
        name = (token.info.split() or ["{"])[0]
        if name.startswith("{") or self.allows(token_line(token, 0), "class", name, "page_classes"):
            super().render_colon_fence(token)


class Parser(MystParser):
    """MyST's own, in which front matter changes nothing of how a page is read."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page; front matter that is refused is taken for text."""
        env = document.settings.env
        told = list(metadata(inputstring, env.config))
        for each in told:
            tell(each, document["source"])
        parser = create_md_parser(env.myst_config, Renderer)
        parser.options["document"] = document
        parser.render("\n" + inputstring if told else inputstring)  # on the second line nobody finds front matter
        # A directive may throw away what it read; MyST would stumble over a footnote in it.
        there = set(document.findall(nodes.footnote))
        for notes in (document.footnotes, document.autofootnotes):
            notes[:] = [each for each in notes if each in there]


def tell(found: Found, path: str) -> None:
    SitekitWarning.SOURCE.tell("%s; expected %s", found.what, found.expected, location=f"{path}:{found.line}")
