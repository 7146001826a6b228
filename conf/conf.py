"""Sphinx configuration.

See https://www.sphinx-doc.org/en/master/usage/configuration.html

Sources are in docs/, this folder holds what turns them into a site.
"""

import os
import sys
from contextlib import redirect_stdout
from importlib import import_module
from importlib.metadata import version as installed
from pathlib import Path
from urllib.parse import urlsplit

import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # the rooms and the taxonomy of this checkout, not an installed one

# It prints that social cards need matplotlib, though this site has none: a build speaks of what is wrong alone.
with redirect_stdout(None):
    import_module("sphinxext.opengraph")

# -- Project -----------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#project-information

project = "Cell therapy or immunotherapy?"
author = "The therapy taxonomy contributors"
copyright = "2026, The therapy taxonomy contributors. Texts and data: CC BY 4.0"
version = release = installed("therapy-taxonomy")

# -- General -----------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#general-configuration

extensions = [
    "myst_parser",  # pages are Markdown
    "sphinx_design",  # cards, tabs, dropdowns
    "sphinx_copybutton",  # copies an example without its prompts
    "sphinxcontrib.bibtex",  # citations and the list of sources
    "conf.therapy.write.bibliography_style",  # how an entry of that list reads
    "notfound.extension",  # a 404 page whose links work from every folder
    "sphinxext.opengraph",  # previews of shared links
    "sphinx.ext.autodoc",  # the Python reference
    "sphinx.ext.napoleon",  # docstrings in Google style
    "sphinx.ext.doctest",  # runs every {doctest} fence
    "conf.therapy",  # shows the taxonomy
    "conf.tools",  # compare, guide, explore, search, and what stands below each page
    "conf.sitekit.navigation",  # the sidebar, rendered once
    "conf.sitekit.builds.idle",  # a build with nothing to do ends at once
    "conf.sitekit.builds.removed",  # a page goes with its source
    "conf.sitekit.untrusted_pages",  # what a page from a stranger may not do
    "conf.sitekit.slips",  # what a page shows otherwise than it was meant
    "conf.therapy.problem_list",  # what the check says
    "conf.sitekit.glossary",  # words that lead to their explanation, with a tip
    "conf.sitekit.navigation.neighbours",  # writes again what stands elsewhere now
    "conf.sitekit.folded_sections",  # sections of long pages, which a reader opens
    "conf.sitekit.accessibility",  # what the theme leaves open
    "conf.sitekit.content_security",  # what a browser may run and load on a page
    "conf.sitekit.page_assets",  # only the styles and scripts that a page needs
    "conf.published",  # data files, identifiers, structured data, Markdown twins
    "conf.sitekit.builds.doctest_count",  # counts the examples
    "conf.typstbook",  # the PDF
    "conf.therapy.write.book",  # the taxonomy in the PDF, and hand-outs
]
nitpicky = True
templates_path = ["templates"]
source_suffix = {".md": "markdown"}
exclude_patterns: list[str] = []
suppress_warnings: list[str] = []
python_use_unqualified_type_names = True
autodoc_typehints = "description"
napoleon_use_ivar = True  # a NamedTuple's fields are described once, with its class

nitpick_ignore_regex = [
    # Names of the standard library, of type variables and of aliases: nothing here documents them.
    (
        r"py:.*",
        r"(pathlib\.)?Path|Any|Mapping|Iterable|Iterator|Callable|collections\.abc\..*|typing\..*|[A-Z]|Data|Closure",
    ),
]

# -- Markdown ----------------------------------------------------------------
# https://myst-parser.readthedocs.io/en/latest/configuration.html

# Not "substitution": it would run a stranger's page as a template.
# Not "attrs_inline": it would let a link cover the page.
myst_enable_extensions = ["colon_fence", "deflist"]
myst_disable_syntax = ["html_block", "html_inline"]  # HTML in a page is shown, not obeyed
myst_heading_anchors = 3
myst_links_external_new_tab = False

# -- Pages from strangers ----------------------------------------------------
# conf/sitekit/untrusted_pages. What is not in a list is refused where it stands. None of these writes
# HTML, reads a file from outside docs/, or loads anything from elsewhere. A new entry is a decision.

page_files = [".md", ".svg", ".png", ".record"]  # the last are written by the build, and no others stay
# Small letters, in the folders that are there, and no name that the build gives to a page of its own.
WORD, WRITTEN = r"[a-z0-9]{1,30}(-[a-z0-9]{1,30}){0,15}", r"404|genindex|py-modindex|search|therapy-index"
FOLDERS = "claims|compare|contribute|families|illnesses|learn(/images)?|products|questions|types|use"
page_names = rf"(?!(\w+/)?(con|prn|aux|nul|com\d|lpt\d)\.|({WRITTEN})\.)(({FOLDERS})/)?{WORD}\.(md|svg|png|record)"
# What Sphinx knows of a page, and the day of its review; nothing here changes how the page is read.
page_metadata = {
    **dict.fromkeys(["orphan", "no-search", "nosearch", "hide-navigation", "hide-toc", "folded"], "true"),
    "tocdepth": "[1-6]",
    "reviewed": r"20\d\d-\d\d-\d\d",
}
# Examples in {doctest} run, in continuous integration without secrets.
page_directives = [
    *("admonition", "attention", "caution", "hint", "important", "note", "rubric", "seealso", "tip", "warning"),
    *("card", "dropdown", "grid", "grid-item", "grid-item-card", "tab-item", "tab-set", "button-ref"),
    *(
        "bibliography",
        "code-block",
        "doctest",
        "figure",
        "glossary",
        "image",
        "index",
        "list-table",
        "table",
        "toctree",
    ),
    *("versionadded", "versionchanged", "therapy:*", "therapy-*", "reader-*", "machines-*"),
]
page_roles = ["abbr", "cite", "cite:[pt]", "code", "doc", "numref", "ref", "sub", "sup", "term", "therapy:*", "py:*"]
page_classes = ["warning"]
page_options = {"bibliography": ["all"]}  # its style names a program, its filter is one
# reStructuredText is for the Python reference alone, and names what is ours: through a module that we import, such as
# taxonomy.loading.cache.os.environ, a page would print whatever the build knows.
MODULES, OWN = r"taxonomy(\.export(\.(decision_diagram|notebook))?|\.model\.records)?", r"[^\W\d_]\w*"
NAMES = rf"taxonomy(\.model\.fields)?\.{OWN}|conf(\.{OWN})?(\.warning_types)?\.[A-Z]\w*Warning"
OPTIONS = r"members|(exclude|inherited)-members|member-order|no-undoc-members|no-value"
page_rest = rf"\.\. (auto|py:)module:: {MODULES}|\.\. auto(class|exception|function):: ({NAMES})|\.\. autodata:: taxonomy\.NOT_CHECKED|   :({OPTIONS}):( [\w, ]+)?"

# -- Examples ----------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/extensions/doctest.html

# find_spec: an example that needs a library of its own is run by nox -s exports.
doctest_global_setup = "import taxonomy\nt = taxonomy.load()\nfrom importlib.util import find_spec"
doctest_test_doctest_blocks = ""  # only {doctest} fences run
doctest_show_successes = False

# The copy button takes what one types: no prompt, no answer; all of an example that has no prompts.
# https://sphinx-copybutton.readthedocs.io/en/latest/use.html
copybutton_prompt_text = r">>> |\.\.\. ?|\$ "
copybutton_prompt_is_regexp = True
copybutton_copy_empty_lines = False
copybutton_line_continuation_character = "\\"
copybutton_here_doc_delimiter = "EOF"

# -- Sources -----------------------------------------------------------------
# https://sphinxcontrib-bibtex.readthedocs.io/en/latest/usage.html

bibtex_bibfiles = ["../taxonomy/data/sources.bib"]
bibtex_default_style = "reference"  # conf.therapy.write.bibliography_style.py
bibtex_tooltips = False  # would format every source a second time
bibtex_reference_style = "author_year"
bibtex_cite_id = "source-{key}"  # conf/therapy/write/html.py links there

# -- HTML --------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-html-output
# https://pradyunsg.me/furo/customisation/

html_theme = "furo"
html_title = "Cell therapy or immunotherapy?"
html_static_path = ["static"]
html_favicon = "static/icon.svg"
html_css_files = ["identity.css", "facts.css", "panels.css", "treatment.css", "records.css", "listing.css"]
joined_styles = ["reference.css", "tools.css", *html_css_files, "search.css"]
joined_scripts = ["reference.js", "reader/page.js", "glossary.js", "search/field.js"]
# Classes and identifiers that few pages have: those of examples and functions, of reStructuredText, of furo's own search
# and banners, of cards, tools and indices. All other pages are sent one style, without what is for these.
rare_words = "|".join([
    *(r"sd-[\w-]+", r"sig(-\w+)?", r"highlight\w*", r"line(-block|no\w+)", r"literal(-\w+)*", "code", "code-block-caption"),
    *("gp", "hll", "property", "deprecated", r"version\w+", r"viewcode-\w+", "(field|option)-list", "classifier", "guilabel"),
    *(r"footnote(-\w+)?", "citation", "brackets", "fn-backref", r"text-[\w:-]+", "figure", "math(-wrapper)?", "eqno"),
    *("centered", "attribution", "epigraph", "pull-quote", r"topic(-\w+)?", "contents", r"this-will-[\w-]+", "problematic"),
    *("toc-backref", "(lower|upper)(alpha|roman)", "rubric", r"only-\w+", "admonition-todo", "attention", "caution"),
    *("danger", "error", "hint", "important", "seealso", "tip", "sidebar", r"sidebar-(title|logo|search)[\w-]*", "icons"),
    *("search", "searchbox", r"announcement[\w-]*", "(view|edit)-this-page", "glossary", r"(domain|gen)index-\w+"),
    *("indextable", "name-index", "section-fold", "tool", r"explore[\w-]*", "compare-form", "comparison", "any"),
    *("guide-form", "question-agent", "pick-list", "type-tree", "buttons", "sort", "group", "fact-(differ|same)", "counts"),
    *("finder-(results|lists|found|about)", "therapy-overlap", r"overlap-\w+", "visually-hidden", r"align-\w+", "facts-section"),
])  # fmt: skip
served = os.environ.get("READTHEDOCS_CANONICAL_URL", "")  # where this version stands
VERSION, OF_REQUEST = (
    os.environ.get("READTHEDOCS_VERSION", ""),
    os.environ.get("READTHEDOCS_VERSION_TYPE") == "external",
)
# A page of an old version names the same page of the newest as the one to be found.
html_baseurl = served.replace(f"/{VERSION}/", "/latest/") if VERSION and not OF_REQUEST else served
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "top_of_page_buttons": [],  # the foot of each page leads to its text and its facts
    "source_repository": "https://github.com/therapy-taxonomy/therapy-taxonomy/",
    "source_branch": "main",
    "source_directory": "docs/",
}
# Without furo's own search: the field stands above each page.
html_sidebars = {"**": [f"sidebar/{part}.html" for part in ("brand", "scroll-start", "navigation", "scroll-end")]}
html_last_updated_fmt = None  # the review date of each record says more than the day of the build
ogp_site_url = html_baseurl or "https://therapy-taxonomy.readthedocs.io/"
ogp_social_cards = {"enable": False}  # would need matplotlib
notfound_urls_prefix = urlsplit(served).path or "/"
notfound_template = "not_found.html"
notfound_context = {"title": "Page not found", "body": ""}  # the template has the words

# Pages that moved: the old name, and the new. Each old address keeps a page that leads on (conf/published/permalinks.py).
# A page of a record that was given up needs no line: its record says what took its place.
published_moved: dict[str, str] = {}

# -- Search ------------------------------------------------------------------
# conf/search

search_readers = [
    "learn/",
    "products/index",
    "compare/",
    "families/",
    "help",
    "trust",
    "about-the-data",
    "rules",
    "authorities",
]
search_makers = ["use/", "contribute/"]
search_left_out = ["learn/index", "compare/index", "families/index", "use/index", "contribute/index"]

# -- PDF and EPUB ------------------------------------------------------------
# conf/typstbook; https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-epub-output

CITATION = yaml.safe_load((HERE.parent / "CITATION.cff").read_text(encoding="utf-8"))
typst_filename = epub_basename = "cell-therapy-or-immunotherapy"
typst_subtitle = "What is the difference, and what does it mean for me?"
# For QR codes and links to what is only on the site; the host serves pages below a version.
typst_site = html_baseurl or "https://therapy-taxonomy.readthedocs.io/en/latest/"
typst_doi = CITATION.get("doi", "")
typst_title_picture = "therapy/write/title.svg"
typst_keywords = CITATION["keywords"]
book_parts = [
    ("Understand", ["learn/index"]),
    ("Questions people ask", ["questions/index"]),
    ("Treatments", ["families/index"]),
    ("Illnesses", ["illnesses/index"]),
    ("Medicines", ["products/index"]),
    ("What people say", ["claims/index"]),
    ("Side by side", ["compare/index"]),
    ("Glossary", ["glossary"]),
    ("Help", ["help"]),
    ("How this is made", ["about-the-data", "rules", "authorities", "what-changed", "sources"]),
]
# What works on the website only, and what is for programmers.
book_leave_out = ["use/*", "contribute/*", "compare/any", "guide", "explore*", "how-well-it-answers"]
book_examples = False
epub_identifier = typst_site
epub_scheme = "URL"
epub_uid = "BookId"
epub_description = " ".join(CITATION["abstract"].split())
epub_contributor = author
epub_language = "en"
epub_use_index = False  # it would name every function; the index of treatments stands there
epub_tocscope = "includehidden"
epub_title = f"{project} {typst_subtitle}"
epub_css_files = ["book.css"]  # conf/therapy/write/epub
epub_cover = ("_static/cover.png", "epub-cover.html")
epub_show_urls = "inline"  # who reads without a network must see where a link leads
