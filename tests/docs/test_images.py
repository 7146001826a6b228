"""Diagrams can be read by everybody: on a phone, in the dark, on paper, and with a screen reader."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

DOCS = Path(__file__).parents[2] / "docs"
IMAGES = sorted(DOCS.rglob("*.svg"))
FIGURES = re.compile(r"^```\{figure\} (\S+)\n((?::.*\n)*)", re.MULTILINE)
PHONE = 326  # pixels of text on a screen of 360
SVG = "{http://www.w3.org/2000/svg}"


def figures() -> list[tuple[str, str, str]]:
    """Each figure of a page: the page, the image, and its options."""
    return [
        (page.relative_to(DOCS).as_posix(), image, options)
        for page in sorted(DOCS.rglob("*.md"))
        for image, options in FIGURES.findall(page.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("page", "image", "options"), figures())
def test_figure_has_a_text_alternative(page: str, image: str, options: str) -> None:
    """The alternative says what the picture shows, in sentences."""
    alt = re.search(r":alt: (.*)", options)

    assert (DOCS / page).parent.joinpath(image).is_file()
    assert alt is not None
    assert len(alt[1].split()) >= 10
    assert alt[1].endswith(".")


def test_every_image_is_shown() -> None:
    """No image is left behind when a page changes."""
    shown = {(DOCS / page).parent.joinpath(image).resolve() for page, image, _ in figures()}

    assert shown == {image.resolve() for image in IMAGES}


@pytest.mark.parametrize("image", IMAGES, ids=lambda image: image.stem)
class TestImage:
    """What holds for each diagram."""

    def test_words_are_legible_on_a_phone(self, image: Path) -> None:
        """The smallest letters are nearly 12 pixels high where the screen is 360 wide."""
        root = ET.parse(image).getroot()
        width = float(root.attrib["viewBox"].split()[2])
        sizes = [float(each.get("font-size", root.attrib["font-size"])) for each in root.iter(f"{SVG}text")]

        assert min(sizes) * min(1, PHONE / width) >= 11.7

    def test_it_brings_its_own_ground(self, image: Path) -> None:
        """The first shape is a light panel over all of it, so that dark mode cannot swallow the words."""
        root = ET.parse(image).getroot()
        panel = root.find(f"{SVG}rect")

        assert panel is not None
        assert panel.get("fill") == "#f6f3ec"
        assert float(panel.attrib["width"]) >= float(root.attrib["viewBox"].split()[2]) - 2

    def test_it_asks_nobody(self, image: Path) -> None:
        """It holds no script, no style from elsewhere and no link."""
        text = image.read_text(encoding="utf-8")

        assert not re.search(r"<script|href=|url\((?!#)|@import|<image", text)
