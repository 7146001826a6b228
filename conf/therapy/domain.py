"""The ``therapy`` domain: what the pages describe, and which pages show which data."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, cast

from docutils import nodes
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.locale import _
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from conf.sitekit.builds.site import is_site
from conf.sitekit.files import digest
from taxonomy import KINDS, nearest

from .tracking import Key, Reference, Shown, Unknown, View, reference_of
from .views.glyph import ZONES, inline, zone
from .warning_types import TherapyWarning

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class Described(NamedTuple):
    """An object that a page describes, and where."""

    docname: str
    anchor: str
    title: str

    def mark(self, id: str) -> str:
        """Where on its page an object stands; nothing if the page is of it alone, and leads with its name."""
        return "" if self.docname.rpartition("/")[2] == id else self.anchor


class TherapyIndex(Index):
    """All types by the first letter of each name and synonym."""

    name = "index"
    localname = _("Index of treatments")
    shortname = _("treatments")

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        domain = cast("TherapyDomain", self.domain)
        chosen = None if docnames is None else set(docnames)
        letters: dict[str, list[IndexEntry]] = {}
        for (kind, id), found in domain.objects.items():
            if kind != "type" or (chosen is not None and found.docname not in chosen):
                continue
            taxonomy = domain.reference.taxonomy
            stands = ZONES[zone(taxonomy.classify(id))]
            for name in (found.title, *taxonomy[id].synonyms):
                extra = "" if name == found.title else found.title
                entry = IndexEntry(name, 0, found.docname, found.anchor, extra, "", stands)
                letters.setdefault(name[0].upper(), []).append(entry)
        return sorted(
            (letter, sorted(entries, key=lambda e: (e.name.casefold(), e.name, e.docname)))
            for letter, entries in letters.items()
        ), False


class TherapyDomain(Domain):
    """Types, products, illnesses, questions, countries, claims, authorities and rules."""

    name = "therapy"
    label = "Therapy"
    object_types: ClassVar[dict[str, ObjType]] = {
        "type": ObjType(_("treatment"), "type", "ref", searchprio=0),
        "product": ObjType(_("product"), "product", "ref", searchprio=0),
        "illness": ObjType(_("illness"), "illness", "ref", searchprio=0),
        "question": ObjType(_("question"), "question", "ref", searchprio=0),
        "country": ObjType(_("country"), "country", "ref"),
        "claim": ObjType(_("claim"), "claim", "ref"),
        "authority": ObjType(_("authority"), "authority", "ref"),
        "rule": ObjType(_("rule"), "rule", "ref"),
    }
    roles = {kind: XRefRole(warn_dangling=True) for kind in ("ref", *object_types)}
    indices = [TherapyIndex]
    data_version = 2
    # objects: (kind, id) -> Described; shown: docname -> (view, argument) -> Shown;
    # digests and signature: of the data that the last build showed.
    initial_data: ClassVar[dict[str, Any]] = {"objects": {}, "shown": {}, "digests": {}, "signature": {}}

    @classmethod
    def of(cls, env: BuildEnvironment) -> Self:
        """The domain of a build."""
        found = env.get_domain(cls.name)
        assert isinstance(found, cls)
        return found

    @property
    def objects(self) -> dict[Key, Described]:
        return cast("dict[Key, Described]", self.data["objects"])

    @property
    def shown(self) -> dict[str, dict[tuple[View, str], Shown]]:
        return cast("dict[str, dict[tuple[View, str], Shown]]", self.data["shown"])

    @property
    def reference(self) -> Reference:
        return reference_of(self.env)

    @property
    def bibliography(self) -> str:
        return cast("str", self.env.config.therapy_bibliography)

    def find(self, kind: str, id: str) -> Described | None:
        """What describes an object; of the kind ``page`` the page of that name, whatever it is asked."""
        if kind == "page":
            page = id.partition("?")[0]
            return Described(page, "", page) if page in self.env.found_docs else None
        return self.objects.get((kind, id))

    def note_object(self, kind: str, id: str, described: Described, location: Any = None) -> None:
        """Note that a page describes an object; warn if another page does, too."""
        other = self.objects.get((kind, id))
        if other is not None and other.docname != described.docname:
            TherapyWarning.DUPLICATE.tell("%s '%s' is described in %s, too", kind, id, other.docname, location=location)
        self.objects[kind, id] = described

    def show(self, view: View, argument: str) -> Any:
        """The content of a view, noted as shown by the page that is being read.

        Raises:
            Unknown: if the argument names nothing.
        """
        try:
            content, touched = view(self.reference, argument)
        except Unknown as error:
            if instead := self.given_up(error.word):
                raise Unknown(instead) from error
            raise
        shown = self.shown.setdefault(self.env.current_document.docname, {})
        shown[view, argument] = Shown(digest(content), touched)
        return content

    def given_up(self, id: str, kinds: Container[str] = KINDS) -> str:
        """What stands in the place of an identifier that was given up; nothing if it was not."""
        gone = self.reference.taxonomy.records["deprecated"].get(id)
        if gone is None or gone["kind"] not in kinds:
            return ""
        return f"'{id}' was given up; expected {gone['replaced_by']}, which took its place"

    def clear_doc(self, docname: str) -> None:
        for key in [key for key, found in self.objects.items() if found.docname == docname]:
            del self.objects[key]
        self.shown.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for (kind, id), found in otherdata["objects"].items():
            if found.docname in docnames:
                self.note_object(kind, id, found, location=found.docname)
        for docname, shown in otherdata["shown"].items():
            if docname in docnames:
                self.shown[docname] = shown

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for (kind, id), found in sorted(self.objects.items()):
            yield id, found.title, kind, found.docname, found.anchor, self.object_types[kind].attrs["searchprio"]
        # An identifier that was given up still leads other projects on; searches do not show it.
        for id, gone in sorted(self.reference.taxonomy.records["deprecated"].items()):
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
                return self.link(builder, fromdocname, found, target, node, contnode)
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
            (f"{self.name}:{kind}", self.link(builder, fromdocname, found, target, node, contnode))
            for kind in self.object_types
            if (found := self.find(kind, target)) is not None
        ]

    @staticmethod
    def link(
        builder: Builder, fromdocname: str, found: Described, id: str, node: pending_xref, contnode: Element
    ) -> nodes.reference:
        if not node.get("refexplicit"):
            contnode = nodes.inline(found.title, found.title, classes=["therapy-name"])
        mark = found.mark(id) if is_site(builder) else found.anchor  # in one book every link needs its mark
        return make_refnode(builder, fromdocname, found.docname, mark, contnode, found.title)

    def outdated(self) -> set[str]:
        """Pages that show data which is no longer what they showed. Notes what they show from now on."""
        reference = self.reference
        if self.data["signature"] == reference.signature:
            return set()
        affected = reference.affected(self.data["digests"])
        self.data["signature"], self.data["digests"] = reference.signature, reference.digests
        fresh: dict[tuple[View, str], str] = {}
        found = set()
        for docname, shown in self.shown.items():
            for key, old in shown.items():
                if old.touched & affected:
                    if key not in fresh:
                        fresh[key] = digest_now(reference, *key)
                    if fresh[key] != old.digest:
                        found.add(docname)
        return found


def digest_now(reference: Reference, view: View, argument: str) -> str:
    """The digest of a view now; a digest of its own if it can no longer be made."""
    try:
        return digest(view(reference, argument)[0])
    except Unknown as error:
        return f"gone: {error}"


def draw_index(_app: Sphinx | None, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the template of the index of treatments the pictures of where they stand."""
    if page == f"{TherapyDomain.name}-{TherapyIndex.name}":
        context["pictures"] = {words: inline(each) for each, words in ZONES.items()}


def tell_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Tell of a link to what no page describes, and what is most like it."""
    if not isinstance(domain, TherapyDomain):
        return None
    role, target = node["reftype"], node["reftarget"]
    if instead := domain.given_up(target, domain.object_types if role == "ref" else (role,)):
        TherapyWarning.UNKNOWN.tell("therapy:%s: %s", role, instead, location=node)
        return True
    near = nearest(target, [id for kind, id in domain.objects if role in ("ref", kind)])
    message = "therapy:%s: '%s' is unknown%s; expected the identifier of something that a page describes"
    TherapyWarning.UNKNOWN.tell(message, role, target, near, location=node)
    return True
