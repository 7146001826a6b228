"""The little raw HTML that prose holds, as Typst.

MyST hands inline HTML on tag by tag, so open tags are remembered between fragments.
"""

from __future__ import annotations

from html.parser import HTMLParser

from .syntax import escape

_TAGS = {
    "sup": ("#super[", "]"),
    "sub": ("#sub[", "]"),
    "b": ("#strong[", "]"),
    "strong": ("#strong[", "]"),
    "i": ("#emph[", "]"),
    "em": ("#emph[", "]"),
    "mark": ("#strong[", "]"),
    "kbd": ("#strong[", "]"),
    "small": ("", ""),
    "span": ("", ""),
    "abbr": ("", ""),
    "div": ("\n\n", "\n\n"),
    "p": ("\n\n", "\n\n"),
    "br": ("#linebreak()", ""),
    "hr": ("#rule()", ""),
    "wbr": ("\u200b", ""),
}
_VOID = ("br", "hr", "wbr")


class UnknownTagError(ValueError):
    """A tag that has no meaning on paper here."""


class InlineHtml(HTMLParser):
    """Turns fragments of HTML into Typst markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._hidden = 0

    @staticmethod
    def known() -> list[str]:
        """Return the tags that are understood."""
        return sorted(_TAGS)

    def feed_fragment(self, source: str) -> str:
        """Return the Typst markup of an HTML fragment.

        Decorative drawings (``aria-hidden``) are left out.
        Raises UnknownTagError, with the tag in its text.
        """
        self._out = []
        try:
            self.feed(source)
        except UnknownTagError:
            self.reset()  # or it would be read again with the next fragment
            raise
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        if self._hidden or (tag == "svg" and ("aria-hidden", "true") in attrs):
            self._hidden += 1
        elif tag in _TAGS:
            self._out.append(_TAGS[tag][0])
        else:
            msg = f"unknown tag <{tag}>"
            raise UnknownTagError(msg)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Print an empty tag such as ``<br/>``."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        if self._hidden:
            self._hidden -= 1
        elif tag in _TAGS and tag not in _VOID:
            self._out.append(_TAGS[tag][1])

    def handle_data(self, data: str) -> None:
        """Print text between tags."""
        if not self._hidden:
            self._out.append(escape(data))
