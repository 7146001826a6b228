"""Sphinx extension: the ``therapy`` domain, which shows the taxonomy on pages.

Data is loaded once per process and never stored in the environment. The environment
keeps what each page describes, and a digest of what each page shows.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

import taxonomy
from conf.sitekit.builds.site import connect_site

from . import record_pages
from .directives import DIRECTIVES
from .domain import TherapyDomain, draw_index, tell_missing
from .roles import ROLES, tell_unread
from .tracking import forget
from .write.html import depart, facts, picture, visit_facts_html, visit_picture_html, visit_text
from .write.markdown import visit_facts, visit_picture

CODE = Path(taxonomy.__file__).parent
#: What shapes a page besides its words and the data, in either room.
SHAPING = {".py", ".toml", ".html", ".typ", ".js", ".css", ".svg"}


def fingerprint(*rooms: Path) -> str:
    """A digest of all code, templates, scripts and styles in some folders: another one after any edit."""
    found = hashlib.blake2b(digest_size=12)
    for room in rooms:
        for path in sorted(
            each for each in room.rglob("*") if each.suffix in SHAPING and "__pycache__" not in each.parts
        ):
            found.update(f"{path.relative_to(room).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


def note_code(app: Sphinx, config: Config) -> None:
    """Let an edit of any code that shapes pages rebuild every page."""
    config.therapy_code = fingerprint(CODE, Path(__file__).parents[1])
    forget()


def check_data(app: Sphinx) -> None:
    """Stop with every problem told if the data is broken, before anything is written."""
    domain = TherapyDomain.of(app.env)
    if domain.data["signature"] != domain.reference.signature:
        _ = domain.reference.taxonomy


def outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> set[str]:
    """Pages whose data changed since they were read."""
    return TherapyDomain.of(env).outdated() & env.found_docs


def state(app: Sphinx) -> Any:
    """What differs after any change of the data."""
    return TherapyDomain.of(app.env).reference.signature


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, its nodes and its configuration."""
    app.add_config_value("therapy_data", str(CODE / "data"), "env", (str,))
    app.add_config_value("therapy_bibliography", "sources", "env", (str,))
    app.add_config_value("therapy_code", "", "env", (str,))
    app.add_domain(TherapyDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain(TherapyDomain.name, name, directive)
    for name, role in ROLES.items():
        app.add_role_to_domain(TherapyDomain.name, name, role)
    visits: dict[Any, dict[str, Any]] = {
        facts: {"html": visit_facts_html, "text": visit_text, "markdown": visit_facts},
        picture: {"html": visit_picture_html, "text": visit_text, "markdown": visit_picture},
    }
    for node, by_output in visits.items():
        visitors: dict[str, Any] = {output: (visit, depart) for output, visit in by_output.items()}
        app.add_node(node, **visitors)
    app.connect("config-inited", note_code)
    app.connect("builder-inited", check_data)
    app.connect("env-get-outdated", outdated)
    app.connect("warn-missing-reference", tell_missing)
    app.connect("doctree-read", tell_unread)
    connect_site(app, "html-page-context", draw_index)
    if "idle-state" in app.events.events:  # conf.sitekit.builds.idle, where a site uses it
        app.connect("idle-state", state)
    record_pages.setup(app)
    return {"version": "1", "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
