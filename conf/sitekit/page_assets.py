"""Send each page the styles and scripts that it needs, and this site's own styles as one file.

Every extension sends its files with every page, though most pages hold no code that could
be copied and no tabs. A reader who comes for the first time pays for each file with a
request. Here a page names a file only if its body holds what the file is for.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .builders import is_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

#: After all others that add files to a page.
LAST: Final = 950

#: This site's own styles, and the file that holds them, in the order of their priorities.
OWN: Final = "reference.css", "tools.css", "facts.css"
JOINED: Final = "site.css"
STATIC: Final = Path(__file__).parents[1] / "static"

CODE: Final = re.compile(r'class="[^"]*\bhighlight')
DESIGN: Final = re.compile(r'class="[^"]*\bsd-')
TABS: Final = re.compile(r'class="[^"]*\bsd-tab')
NEVER: Final = re.compile(r"(?!)")
#: What must stand in a page's body for a file to be sent with it.
NEEDED: Final = {
    "pygments.css": CODE,
    "copybutton.css": CODE,
    "clipboard.min.js": CODE,
    "copybutton.js": CODE,
    "documentation_options.js": CODE,  # copybutton.js asks it where the site begins
    "sphinx-design.min.css": DESIGN,
    "design-tabs.js": TABS,
    # They serve Sphinx's own search, which this site has not, and one-letter shortcuts, which
    # disturb whoever speaks to the computer (WCAG 2.1.4).
    "doctools.js": NEVER,
    "sphinx_highlight.js": NEVER,
}


def name_of(asset: Any) -> str:
    """The name of a style or script, without folders."""
    return str(getattr(asset, "filename", asset)).rpartition("/")[2]


def needed(assets: list[Any], body: str) -> list[Any]:
    """Those files that a page with this body needs."""
    return [each for each in assets if name_of(each) not in NEEDED or NEEDED[name_of(each)].search(body)]


def spare(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Name only what a page needs; indices that Sphinx draws have no body, and keep all."""
    if not is_site(app.builder):
        return
    if "body" in context:
        for kind in ("css_files", "script_files"):
            context[kind] = needed(context[kind], context["body"])
    styles = [each for each in context["css_files"] if name_of(each) not in OWN]
    if len(styles) < len(context["css_files"]):
        own = next(each for each in context["css_files"] if name_of(each) == JOINED)
        context["css_files"] = [each for each in styles if each is not own] + [own]


def join(app: Sphinx, builder: Builder) -> None:
    """Write this site's own styles as one file, before the first page names it."""
    if is_site(builder):
        path = Path(app.outdir, "_static", JOINED)
        text = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in OWN)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def announce(app: Sphinx) -> None:
    """Send the joined styles with the pages of the site; a book has styles of its own."""
    if is_site(app.builder):
        app.add_css_file(JOINED, priority=900)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to Sphinx. The joined styles come last, as each of them does."""
    app.connect("builder-inited", announce)
    app.connect("write-started", join)
    app.connect("html-page-context", spare, priority=LAST)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
