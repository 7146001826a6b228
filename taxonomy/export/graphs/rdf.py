"""RDF nodes as plain data in the shape of JSON-LD, and their text in three notations.

A node is a mapping: ``@id``, ``@type``, and properties in prefixed form with a list of
values each. A value is ``{"@id": …}`` or ``{"@value": …}`` with a language or a datatype.
Nodes and properties keep the order in which they were made, so the same data are the same bytes.
Written here, in few lines: a library that writes as fast (pyoxigraph) is a wheel of 8 MB and keeps
neither the order nor short names. The tests read every notation with the tools of its field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from taxonomy.export.addresses import PREFIXES, expanded

Node = dict[str, Any]


def to(address: str) -> Node:
    """A value that is another node."""
    return {"@id": address}


def literal(text: str) -> Node:
    """A value that is a code or a number, of no language."""
    return {"@value": text}


def en(text: str) -> Node:
    """A value in English."""
    return {"@value": text, "@language": "en"}


def typed(text: str, datatype: str) -> Node:
    """A value of a datatype of XML Schema."""
    return {"@value": text, "@type": f"xsd:{datatype}"}


def day(text: str) -> Node:
    """A date as precise as the source."""
    return typed(text, {4: "gYear", 7: "gYearMonth"}.get(len(text), "date"))


def truth(value: bool) -> Node:  # noqa: FBT001 - the value itself
    return typed("true" if value else "false", "boolean")


def properties(node: Node) -> Iterator[tuple[str, list[Node]]]:
    """The properties of a node that have values."""
    return ((name, values) for name, values in node.items() if not name.startswith("@") and values)


def used(nodes: Iterable[Node]) -> dict[str, str]:
    """The prefixes that nodes use."""
    names = {name for node in nodes for name in (*node["@type"], *node)}
    wanted = {name.partition(":")[0] for name in names} | {"rdf", "xsd"}
    return {prefix: address for prefix, address in PREFIXES.items() if prefix in wanted}


def jsonld(nodes: list[Node]) -> bytes:
    """The nodes as a JSON-LD 1.1 document."""
    graph = [{"@id": node["@id"], "@type": node["@type"], **dict(properties(node))} for node in nodes]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False, separators=(",", ":")) for node in graph)
    return f'{{"@context":{json.dumps(used(nodes))},"@graph":[\n{lines}\n]}}\n'.encode()


ESCAPES = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}


def turtle_value(value: Node) -> str:
    if "@id" in value:
        return f"<{value['@id']}>"
    text = f'"{value["@value"].translate(ESCAPES)}"'
    if "@language" in value:
        return f"{text}@{value['@language']}"
    return f"{text}^^{value['@type']}" if "@type" in value else text


def turtle(nodes: list[Node]) -> bytes:
    """The nodes in Turtle, one block a node."""
    lines = [f"@prefix {prefix}: <{address}> ." for prefix, address in used(nodes).items()]
    for node in nodes:
        parts = [f"a {', '.join(node['@type'])}"]
        parts += [f"{name} {', '.join(map(turtle_value, values))}" for name, values in properties(node)]
        lines += ["", f"<{node['@id']}> " + " ;\n    ".join(parts) + " ."]
    return ("\n".join(lines) + "\n").encode()


def split(address: str) -> str:
    """An address as ElementTree writes names: its namespace in braces."""
    match = re.fullmatch(r"(.*[/#])([^/#]+)", address)
    assert match is not None
    return f"{{{match[1]}}}{match[2]}"


def described(into: ET.Element, node: Node) -> None:
    """Add the properties of a node to its element; a value without an address is a node within it."""
    rdf, lang = f"{{{PREFIXES['rdf']}}}", "{http://www.w3.org/XML/1998/namespace}lang"
    for more in node["@type"][1:]:
        ET.SubElement(into, f"{rdf}type", {f"{rdf}resource": expanded(more)})
    for name, values in properties(node):
        for value in values:
            tag = split(expanded(name))
            if "@id" in value:
                ET.SubElement(into, tag, {f"{rdf}resource": value["@id"]})
            elif "@list" in value:
                listed = ET.SubElement(into, tag, {f"{rdf}parseType": "Collection"})
                for each in value["@list"]:
                    about = {f"{rdf}about": each["@id"]} if "@id" in each else {}
                    described(ET.SubElement(listed, split(expanded(each["@type"][0])), about), each)
            elif "@value" in value:
                about = {f"{rdf}datatype": expanded(value["@type"])} if "@type" in value else {}
                about |= {lang: value["@language"]} if "@language" in value else {}
                ET.SubElement(into, tag, about).text = value["@value"]
            else:
                inside = ET.SubElement(into, tag)
                described(ET.SubElement(inside, split(expanded(value["@type"][0]))), value)


def xml(nodes: list[Node]) -> bytes:
    """The nodes in RDF/XML, in ASCII: no reader can take its letters for others."""
    for prefix, address in PREFIXES.items():
        ET.register_namespace(prefix, address)
    rdf = f"{{{PREFIXES['rdf']}}}"
    root = ET.Element(f"{rdf}RDF")
    for node in nodes:
        described(ET.SubElement(root, split(expanded(node["@type"][0])), {f"{rdf}about": node["@id"]}), node)
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, "us-ascii", xml_declaration=True)
    return text + b"\n"
