"""Times one question, all wider types of a type, in this process: ``python closure.py HOW EDGES.json``.

HOW is ``taxonomy``, ``networkx``, ``pronto`` or ``rdflib``.
Prints nanoseconds for one question, the least of five runs.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Edges = dict[str, list[str]]
Ask = Callable[[str], Any]


def in_networkx(edges: Edges) -> Ask:
    import networkx as nx

    graph = nx.DiGraph((id, parent) for id, parents in edges.items() for parent in parents)
    graph.add_nodes_from(edges)
    return lambda each: nx.descendants(graph, each)


def in_pronto(edges: Edges) -> Ask:
    import pronto

    terms = [
        f"[Term]\nid: X:{id}\nname: {id}\n" + "".join(f"is_a: X:{each}\n" for each in parents)
        for id, parents in edges.items()
    ]
    ontology = pronto.Ontology(io.BytesIO(("format-version: 1.4\n\n" + "\n".join(terms)).encode()))
    return lambda each: set(ontology[f"X:{each}"].superclasses(with_self=False))


def in_rdflib(edges: Edges) -> Ask:
    import rdflib

    graph = rdflib.Graph()
    for id, parents in edges.items():
        for each in parents:
            graph.add((rdflib.URIRef(f"x:{id}"), rdflib.RDFS.subClassOf, rdflib.URIRef(f"x:{each}")))
    return lambda each: set(graph.transitive_objects(rdflib.URIRef(f"x:{each}"), rdflib.RDFS.subClassOf))


def in_taxonomy(edges: Edges) -> Ask:
    from taxonomy import KINDS, Taxonomy

    records: dict[str, Any] = {kind: {} for kind in KINDS}
    records["type"] = {id: {"id": id, "parents": parents} for id, parents in edges.items()}
    return Taxonomy(records).ancestors


ASKED: dict[str, Callable[[Edges], Ask]] = {
    "taxonomy": in_taxonomy,
    "networkx": in_networkx,
    "pronto": in_pronto,
    "rdflib": in_rdflib,
}


def nanoseconds(how: str, edges: Edges) -> float:
    """The time of one question."""
    ids = list(edges)
    questions = [ids[place * 7919 % len(ids)] for place in range(200_000 if how == "taxonomy" else 2_000)]
    ask, best = ASKED[how](edges), float("inf")
    for _ in range(5):
        start = time.process_time_ns()
        for each in questions:
            ask(each)
        best = min(best, time.process_time_ns() - start)
    return best / len(questions)


if __name__ == "__main__":
    print(nanoseconds(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))))
