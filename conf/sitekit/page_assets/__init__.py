"""Send each page the styles and scripts that it needs, those of this site as one file each.

Every extension sends its files with every page, though most pages hold no code that could
be copied and no tabs. A reader who comes for the first time pays for each file with a
request. Here a page names a file only if its body holds what the file is for.

The theme has styles for all that Sphinx can write, and the site for its tools. Most pages hold
neither signatures of functions nor tools: the setting ``rare_words`` names the classes and
identifiers of such things, and a page without any is sent one style that leaves them out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from rjsmin import jsmin
from sphinx.errors import ExtensionError

from ..builds.site import is_site
from ..files import write_if_changed
from .styles import squeezed, without

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata

#: After all others that add files to a page.
LAST: Final = 950

#: The files that hold the site's own styles and scripts, those of the settings ``joined_…`` in that order; and
#: the styles of the theme and of the site for a page that holds nothing rare.
JOINED: Final = "site.css"
SCRIPTS: Final = "site.js"
PLAIN: Final = "plain.css"

CODE: Final = re.compile(r'class="[^"]*\bhighlight')
DESIGN: Final = re.compile(r'class="[^"]*\bsd-')
EITHER: Final = re.compile(f"{CODE.pattern}|{DESIGN.pattern}")
TABS: Final = re.compile(r'class="[^"]*\bsd-tab')
VIEWPORT: Final = re.compile(r'<meta name="viewport"[^>]*>\s*')  # themes have it, too
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


def path_of(asset: Any) -> str:
    """Where a style or script lies among the static files."""
    return str(getattr(asset, "filename", asset)).removeprefix("_static/")


def name_of(asset: Any) -> str:
    """The name of a style or script, without folders."""
    return path_of(asset).rpartition("/")[2]


def needed(assets: list[Any], body: str) -> list[Any]:
    """Those files that a page with this body needs."""
    return [each for each in assets if name_of(each) not in NEEDED or NEEDED[name_of(each)].search(body)]


def left(assets: list[Any], gone: Iterable[str]) -> list[Any]:
    """The files but for some; those that others were joined into come last."""
    found = [each for each in assets if path_of(each) not in gone]
    return sorted(found, key=lambda each: path_of(each) in (JOINED, PLAIN))


def spare(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Name only what a page needs; indices that Sphinx draws have no body, and keep all."""
    if not is_site(app.builder):
        return
    if "body" in context:
        for kind in ("css_files", "script_files"):
            context[kind] = needed(context[kind], context["body"])
    context["metatags"] = VIEWPORT.sub("", context.get("metatags", ""))
    words = app.config.rare_words
    common = context["common"] = bool(words) and "body" in context and not has(context["body"], words)
    styles = left(context["css_files"], app.config.joined_styles)
    theme = cast("StandaloneHTMLBuilder", app.builder).theme
    context["css_files"] = left(styles, [*theme.stylesheets, JOINED] if common else [PLAIN])
    scripts, parts = context["script_files"], set(app.config.joined_scripts)
    context["script_files"] = left(scripts, parts if parts <= set(map(path_of, scripts)) else [SCRIPTS])


def has(body: str, words: str) -> bool:
    """Whether something in a page has one of these classes or identifiers."""
    return re.search(rf'\b(?:class|id)="(?:[^"]*\s)?(?:{words})[\s"]', body) is not None


def join(app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
    """Write the joined files, before the first page names them."""
    if not is_site(builder):
        return
    folders = [Path(app.confdir, each) for each in reversed(app.config.html_static_path)]
    own = "\n".join(squeezed(found(folders, name).read_text("utf-8")) for name in app.config.joined_styles)
    scripts = "\n".join(jsmin(found(folders, name).read_text("utf-8")) for name in app.config.joined_scripts)
    files = {JOINED: own, SCRIPTS: scripts}
    if app.config.rare_words:
        themes = [Path(each, "static") for each in builder.theme.get_theme_dirs()]
        theme = [found(themes, name).read_text("utf-8") for name in builder.theme.stylesheets]
        files[PLAIN] = without("\n".join([*theme, own]), app.config.rare_words)
    for name, content in files.items():
        if content:
            write_if_changed(Path(app.outdir, "_static", name), content.encode())


def spare_scripts(app: Sphinx, error: Exception | None) -> None:
    """Send this site's scripts without remarks and gaps: Sphinx has copied them as they stand."""
    if error is None and is_site(app.builder) and app.config.joined_styles:
        for folder in (Path(app.confdir, each) for each in app.config.html_static_path):
            for path in sorted(folder.rglob("*.js")):
                script = jsmin(path.read_text(encoding="utf-8"))
                write_if_changed(Path(app.outdir, "_static", path.relative_to(folder)), script.encode())


def found(folders: Iterable[Path], name: str) -> Path:
    """Where a style or script lies: in the first folder that has it.

    Raises:
        ExtensionError: if no folder has it.
    """
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise ExtensionError(f"joined_styles: '{name}' is in no folder of html_static_path")


def announce(app: Sphinx) -> None:
    """Send the joined files with the pages of the site; a book has styles of its own."""
    if is_site(app.builder):
        for name, wanted in ((JOINED, app.config.joined_styles), (PLAIN, app.config.rare_words)):
            if wanted:
                app.add_css_file(name, priority=900)
        if app.config.joined_scripts:
            app.add_js_file(SCRIPTS, priority=900, loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to Sphinx. The joined styles come last, as each of them does."""
    app.add_config_value("joined_styles", [], "html", (list, tuple))
    app.add_config_value("joined_scripts", [], "html", (list, tuple))
    app.add_config_value("rare_words", "", "html", (str,))
    app.connect("builder-inited", announce)
    app.connect("write-started", join)
    app.connect("html-page-context", spare, priority=LAST)
    app.connect("build-finished", spare_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
