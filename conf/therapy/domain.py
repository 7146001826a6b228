"""The ``therapy`` domain: what the pages describe, and which pages show which data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from .directives import DIRECTIVES
from .roles import ROLES
from .tracking import VIEWS, Key, Shown, digest, reference

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from taxonomy.loading.cache import Signature

    from .tracking import Reference

logger = logging.getLogger(__name__)


class Described(NamedTuple):
    """An object that a page describes, and where."""

    docname: str
    anchor: str
    title: str


class TherapyIndex(Index):
    """All types by the first letter of each name and synonym."""

    name = "index"
    localname = _("Index of treatments")
    shortname = _("treatments")

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        domain = cast("TherapyDomain", self.domain)
        chosen = None if docnames is None else set(docnames)
        letters: dict[str, list[IndexEntry]] = {}
        for (kind, _id), found in domain.objects.items():
            if kind != "type" or (chosen is not None and found.docname not in chosen):
                continue
            for name in (found.title, *domain.synonyms.get(_id, ())):
                extra = "" if name == found.title else found.title
                entry = IndexEntry(name, 0, found.docname, found.anchor, extra, "", "")
                letters.setdefault(name[0].upper(), []).append(entry)
        return sorted(
            (letter, sorted(entries, key=lambda e: e.name.casefold())) for letter, entries in letters.items()
        ), False


class TherapyDomain(Domain):
    """Types, products, claims, authorities and rules."""

    name = "therapy"
    label = "Therapy"
    object_types: ClassVar[dict[str, ObjType]] = {
        "type": ObjType(_("treatment"), "type", "ref", searchprio=0),
        "product": ObjType(_("product"), "product", "ref"),
        "claim": ObjType(_("claim"), "claim", "ref"),
        "authority": ObjType(_("authority"), "authority", "ref"),
        "rule": ObjType(_("rule"), "rule", "ref"),
    }
    roles = ROLES
    directives = DIRECTIVES
    indices = [TherapyIndex]
    data_version = 1
    # objects: (kind, id) -> Described; shown: docname -> (view, argument) -> Shown;
    # digests and signature: of the data that the last build showed.
    initial_data: ClassVar[dict[str, Any]] = {
        "objects": {},
        "synonyms": {},
        "shown": {},
        "digests": {},
        "signature": {},
    }

    @property
    def objects(self) -> dict[Key, Described]:
        return cast("dict[Key, Described]", self.data["objects"])

    @property
    def synonyms(self) -> dict[str, list[str]]:
        return cast("dict[str, list[str]]", self.data["synonyms"])

    @property
    def shown(self) -> dict[str, dict[tuple[str, str], Shown]]:
        return cast("dict[str, dict[tuple[str, str], Shown]]", self.data["shown"])

    @property
    def bibliography(self) -> str:
        return cast("str", self.env.config.therapy_bibliography)

    def find(self, kind: str, id: str) -> Described | None:
        return self.objects.get((kind, id))

    def note_object(self, kind: str, id: str, described: Described, location: Any = None) -> None:
        """Note that a page describes an object; warn if another page does, too."""
        other = self.objects.get((kind, id))
        if other is not None and other.docname != described.docname:
            logger.warning(
                "%s '%s' is described in %s, too",
                kind,
                id,
                other.docname,
                location=location,
                type="therapy",
                subtype="duplicate",
            )
        self.objects[kind, id] = described

    def note_shown(self, docname: str, view: str, argument: str, shown: Shown) -> None:
        self.shown.setdefault(docname, {})[view, argument] = shown

    def clear_doc(self, docname: str) -> None:
        for key in [key for key, found in self.objects.items() if found.docname == docname]:
            del self.objects[key]
            self.synonyms.pop(key[1], None)
        self.shown.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for (kind, id), found in otherdata["objects"].items():
            if found.docname in docnames:
                self.note_object(kind, id, found, location=found.docname)
                if kind == "type" and id in otherdata["synonyms"]:
                    self.synonyms[id] = otherdata["synonyms"][id]
        for docname, shown in otherdata["shown"].items():
            if docname in docnames:
                self.shown[docname] = shown

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for (kind, id), found in sorted(self.objects.items()):
            yield id, found.title, kind, found.docname, found.anchor, self.object_types[kind].attrs["searchprio"]
        # An identifier that was given up still leads other projects on; searches do not show it.
        for id, gone in sorted(reference(Path(self.env.config.therapy_data)).taxonomy.records["deprecated"].items()):
            to = self.find(gone["kind"], gone["replaced_by"])
            if to is not None:
                yield id, to.title, gone["kind"], to.docname, to.anchor, -1

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        for kind in self.object_types if typ == "ref" else (typ,):
            found = self.find(kind, target)
            if found is not None:
                return self.link(builder, fromdocname, found, node, contnode)
        return None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        return [
            (f"{self.name}:{kind}", self.link(builder, fromdocname, found, node, contnode))
            for kind in self.object_types
            if (found := self.find(kind, target)) is not None
        ]

    @staticmethod
    def link(
        builder: Builder, fromdocname: str, found: Described, node: pending_xref, contnode: Element
    ) -> nodes.reference:
        if not node.get("refexplicit"):
            contnode = nodes.inline(found.title, found.title, classes=["therapy-name"])
        return make_refnode(builder, fromdocname, found.docname, found.anchor, contnode, found.title)

    def outdated(self, reference: Reference) -> set[str]:
        """Pages that show data which is no longer what they showed."""
        before: dict[Key, str] = self.data["digests"]
        affected = reference.affected(before)
        fresh: dict[tuple[str, str], str] = {}
        found = set()
        for docname, shown in self.shown.items():
            for (view, argument), old in shown.items():
                if old.touched & affected and (view, argument) not in fresh:
                    fresh[view, argument] = made(reference, view, argument)
                if old.touched & affected and fresh[view, argument] != old.digest:
                    found.add(docname)
        return found

    def note_data(self, signature: Signature, digests: dict[Key, str]) -> None:
        self.data["signature"], self.data["digests"] = signature, digests


def made(reference: Reference, view: str, argument: str) -> str:
    """The digest of a view now; a digest of its own if it can no longer be made."""
    try:
        return digest(VIEWS[view](reference, argument)[0])
    except KeyError as error:
        return f"gone: {error}"
