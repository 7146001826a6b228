"""The two overlapping sets, with how many types stand in each part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from taxonomy.decide.classification import Classification

from .charts import Chart

WIDTH, HEIGHT = 400, 336  # narrow, so that the words stay legible on a phone
LINE = 16
TITLE: Final = "Cell therapy and immunotherapy overlap"


class Part(NamedTuple):
    """One part of the picture: where its words start, in the picture's units, their lines, and how it is said."""

    x: int
    y: int
    title: tuple[str, ...]
    said: str

    @property
    def roomy(self) -> bool:
        """Whether there is room for examples."""
        return self.y < HEIGHT // 2


PARTS: Final = {
    "only cell therapy": Part(74, 92, ("Cell therapy", "only"), "Cell therapy only"),
    "both": Part(200, 92, ("Both",), "Both"),
    "only immunotherapy": Part(326, 92, ("Immuno-", "therapy only"), "Immunotherapy only"),
    "neither": Part(88, 292, ("Neither",), "Neither"),
    "contested": Part(280, 292, ("Depends who you ask",), "Depends who you ask"),
}


def part(found: Classification) -> str:
    """The part in which a type stands, one of ``PARTS``."""
    cell, immune = (answer.value for answer in found.answers)
    if "contested" in (cell, immune):
        return "contested"
    names = {("yes", "no"): "only cell therapy", ("yes", "yes"): "both", ("no", "yes"): "only immunotherapy"}
    return names.get((cell, immune), "neither")


def sets(counts: Mapping[str, tuple[int, Sequence[str]]], link: Callable[[str, str], str] | None = None) -> Chart:
    """The picture, ``WIDTH`` wide.

    Args:
        counts: for each part its number of types, and a few names as examples.
        link: puts a link around a part: of its name, and its words as SVG.
    """
    alt = "Two overlapping sets."
    drawn = [
        (
            f'<rect class="overlap-all" x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="10" fill="none" stroke="#777"/>'
            '<ellipse class="overlap-cell" cx="138" cy="134" rx="131" ry="122" fill="#2a6fbb" fill-opacity=".16" stroke="#2a6fbb" stroke-width="2.5"/>'
            '<ellipse class="overlap-immune" cx="262" cy="134" rx="131" ry="122" fill="#b4501e" fill-opacity=".16" stroke="#b4501e" stroke-width="2.5" stroke-dasharray="9 5"/>'
        )
    ]
    for name, (count, examples) in counts.items():
        if count:
            such = f", such as {', '.join(examples)}" if examples else ""
            alt += f" {PARTS[name].said}: {count} kind{'s' * (count != 1)} of treatment{such}."
        told = words(PARTS[name], count, examples)
        drawn.append(link(name, told) if link else told)
    # Joined, not added: a link may be of a kind of text that would escape what stands before it.
    return Chart(TITLE, alt, HEIGHT, "".join(drawn))


def words(part: Part, count: int, examples: Sequence[str]) -> str:
    """What stands in one part: its title, how many types, and examples where there is room."""
    lines = [
        f'<tspan class="overlap-title" x="{part.x}" dy="{LINE if place else 0}" font-weight="700">{each}</tspan>'
        for place, each in enumerate(part.title)
    ]
    lines.append(f'<tspan class="overlap-count" x="{part.x}" dy="25" font-size="22" font-weight="700">{count}</tspan>')
    lines += [
        f'<tspan x="{part.x}" dy="{LINE if place else 20}" font-size="12">{escape(each)}</tspan>'
        for place, each in enumerate(examples if part.roomy else ())
    ]
    return (
        f'<text x="{part.x}" y="{part.y}" text-anchor="middle" font-family="sans-serif" font-size="14"'
        f' fill="currentColor">{" ".join(lines)}</text>'
    )
