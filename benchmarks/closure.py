"""Times one question, all wider types of a type, in this process: ``python closure.py HOW EDGES.json``.

HOW is ``dict`` (a look-up of the same answer), ``is-a in a dict``, ``wider``, ``is-a``, ``taxonomy``, ``narrower``, ``networkx``, ``pronto`` or ``rdflib``.
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


def closed(edges: Edges) -> dict[str, frozenset[str]]:
    from taxonomy.query.taxonomy import closure

    return closure({id: {"parents": parents} for id, parents in edges.items()})[0]


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


def taxonomy_of(edges: Edges) -> Any:
    from taxonomy import Taxonomy

    records: dict[str, Any] = {kind: {} for kind in ("type", "product", "claim", "authority", "deprecated")}
    records["type"] = {id: {"id": id, "parents": parents} for id, parents in edges.items()}
    return Taxonomy(records)


def in_a_dict(_t: Any, answers: dict[str, frozenset[str]], _one: str, questions: list[str]) -> None:
    for each in questions:
        answers[each]


def is_a_in_a_dict(_t: Any, answers: dict[str, frozenset[str]], one: str, questions: list[str]) -> None:
    for each in questions:
        one in answers[each]  # noqa: B015 - the question itself


def wider(t: Any, _answers: dict[str, frozenset[str]], _one: str, questions: list[str]) -> None:
    for each in questions:
        t.wider[each]


def is_a(t: Any, _answers: dict[str, frozenset[str]], one: str, questions: list[str]) -> None:
    for each in questions:
        one in t.wider[each]  # noqa: B015 - the question itself


def ancestors(t: Any, _answers: dict[str, frozenset[str]], _one: str, questions: list[str]) -> None:
    for each in questions:
        t.ancestors(each)


def descendants(t: Any, _answers: dict[str, frozenset[str]], _one: str, questions: list[str]) -> None:
    for each in questions:
        t.descendants(each)


#: Each asks every question in a loop of its own, so that nothing else is timed.
LOOPS = {
    "dict": in_a_dict,
    "is-a in a dict": is_a_in_a_dict,
    "wider": wider,
    "is-a": is_a,
    "taxonomy": ancestors,
    "narrower": descendants,
}


def nanoseconds(how: str, edges: Edges) -> float:
    """The time of one question."""
    ids = list(edges)
    questions = [ids[place * 7919 % len(ids)] for place in range(2_000 if how in PEERS else 200_000)]
    clock, best = time.process_time_ns, float("inf")
    if how in PEERS:
        ask = PEERS[how](edges)
        for _ in range(3):
            start = clock()
            for each in questions:
                ask(each)
            best = min(best, clock() - start)
        return best / len(questions)
    t, answers, one, loop = taxonomy_of(edges), closed(edges), ids[0], LOOPS[how]
    for _ in range(5):
        start = clock()
        loop(t, answers, one, questions)
        best = min(best, clock() - start)
    return best / len(questions)


PEERS: dict[str, Callable[[Edges], Ask]] = {"networkx": in_networkx, "pronto": in_pronto, "rdflib": in_rdflib}

if __name__ == "__main__":
    print(nanoseconds(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))))
