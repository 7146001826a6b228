"""The little raw HTML that prose holds, as Typst: a site may forbid it, but a builder for every site meets it.

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

        Raises:
            UnknownTagError: a tag is none that is known; the message names it.
        """
        self._out = []
        try:
            self.feed(source)
        except UnknownTagError:
            self.reset()  # or it would be read again with the next fragment
            raise
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden or (tag == "svg" and ("aria-hidden", "true") in attrs):
            self._hidden += 1
        elif tag in _TAGS:
            self._out.append(_TAGS[tag][0])
        else:
            raise UnknownTagError(f"unknown tag <{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
        elif tag in _TAGS and tag not in _VOID:
            self._out.append(_TAGS[tag][1])

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._out.append(escape(data))
