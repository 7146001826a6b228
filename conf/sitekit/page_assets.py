"""Send each page the styles and scripts that it needs, and this site's own styles as one file.

Every extension sends its files with every page, though most pages hold no code that could
be copied and no tabs. A reader who comes for the first time pays for each file with a
request. Here a page names a file only if its body holds what the file is for.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import ExtensionError

from .builds.site import is_site
from .files import write_if_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

#: After all others that add files to a page.
LAST: Final = 950

#: The file that holds the site's own styles: those of the setting ``joined_styles``, in that order.
JOINED: Final = "site.css"

CODE: Final = re.compile(r'class="[^"]*\bhighlight')
DESIGN: Final = re.compile(r'class="[^"]*\bsd-')
EITHER: Final = re.compile(f"{CODE.pattern}|{DESIGN.pattern}")
TABS: Final = re.compile(r'class="[^"]*\bsd-tab')
REMARK: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
BRACES: Final = re.compile(r" ?([{}]) ?")
INDENTED: Final = re.compile(rb"^[ \t]*//.*\n|^[ \t]+", re.MULTILINE)
NEVER: Final = re.compile(r"(?!)")
#: What must stand in a page's body for a file to be sent with it.
NEEDED: Final = {
    "pygments.css": CODE,
    "copybutton.css": CODE,
    "clipboard.min.js": CODE,
    "copybutton.js": CODE,
    "documentation_options.js": CODE,  # copybutton.js asks it where the site begins
    "sphinx-design.min.css": DESIGN,
    "furo-extensions.css": EITHER,
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
    styles = [each for each in context["css_files"] if name_of(each) not in app.config.joined_styles]
    if len(styles) < len(context["css_files"]):
        own = next(each for each in context["css_files"] if name_of(each) == JOINED)
        context["css_files"] = [each for each in styles if each is not own] + [own]


def join(app: Sphinx, builder: Builder) -> None:
    """Write this site's own styles as one file, before the first page names it."""
    if is_site(builder) and app.config.joined_styles:
        text = "\n".join(squeezed(found(app, name).read_text("utf-8")) for name in app.config.joined_styles)
        write_if_changed(Path(app.outdir, "_static", JOINED), text.encode())


def spare_scripts(app: Sphinx, error: Exception | None) -> None:
    """Send this site's scripts without remarks: Sphinx has copied them as they stand."""
    if error is None and is_site(app.builder) and app.config.joined_styles:
        for folder in (Path(app.confdir, each) for each in app.config.html_static_path):
            for path in sorted(folder.rglob("*.js")):
                write_if_changed(Path(app.outdir, "_static", path.relative_to(folder)), slim(path.read_bytes()))


def slim(script: bytes) -> bytes:
    """A script without the lines that are remarks, and without indents. No text of ours goes over two lines."""
    return INDENTED.sub(b"", script)


def squeezed(style: str) -> str:
    """A style without its remarks, a space for each gap: a third of it would be read by nobody but us."""
    return BRACES.sub(r"\1", " ".join(REMARK.sub("", style).split()))


def found(app: Sphinx, name: str) -> Path:
    """Where a style of the site lies: the last folder of static files that has it, as Sphinx copies them.

    Raises:
        ExtensionError: if no folder has it.
    """
    folders = [Path(app.confdir, each) for each in app.config.html_static_path]
    for folder in reversed(folders):
        if (folder / name).is_file():
            return folder / name
    raise ExtensionError(f"joined_styles: '{name}' is in no folder of html_static_path")


def announce(app: Sphinx) -> None:
    """Send the joined styles with the pages of the site; a book has styles of its own."""
    if is_site(app.builder) and app.config.joined_styles:
        app.add_css_file(JOINED, priority=900)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to Sphinx. The joined styles come last, as each of them does."""
    app.add_config_value("joined_styles", [], "html", (list, tuple))
    app.connect("builder-inited", announce)
    app.connect("write-started", join)
    app.connect("html-page-context", spare, priority=LAST)
    app.connect("build-finished", spare_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
