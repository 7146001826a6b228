"""What a reader does with a page as a whole: listen to it, share it, cite it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

CAR_T = "types/car-t-cell-therapy.html"
#: A stand-in for the machine's voices, which says nothing and notes what it was given.
VOICES = """
window.spoken = [];
const voices = VOICES_HERE;
const synthesis = new EventTarget();
Object.assign(synthesis, {
  getVoices: () => voices,
  cancel: () => spoken.push("stop"),
  speak: (said) => { spoken.push([said.voice.name, said.text]); window.next = () => said.dispatchEvent(new Event("end")); },
});
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
"""
LOCAL = '{name: "Here", lang: "en-GB", localService: true, default: false}'
FAR = '{name: "Far", lang: "en-GB", localService: false, default: true}'
FRENCH = '{name: "Ici", lang: "fr-FR", localService: true, default: false}'


def with_voices(page: Page, *voices: str) -> None:
    """Give a page a machine with these voices."""
    page.add_init_script(VOICES.replace("VOICES_HERE", f"[{', '.join(voices)}]"))


class TestListen:
    """The page is read by a voice of the machine, and by no other."""

    @pytest.mark.parametrize("voices", [(), (FAR,), (FRENCH,)])
    def test_without_a_voice_of_the_machine_there_is_no_button(
        self, voices: tuple[str, ...], page: Page, address: str
    ) -> None:
        """A voice that asks a server, or speaks another language, does not count."""
        with_voices(page, *voices)
        page.goto(address + CAR_T)
        expect(page.locator("#share")).to_be_visible()
        expect(page.locator("#listen")).to_be_hidden()

    def test_it_reads_the_page_in_order_and_stops(self, page: Page, address: str) -> None:
        """The title first, then what follows, without the numbers of sources; the same button stops."""
        with_voices(page, FAR, LOCAL)
        page.goto(address + CAR_T)
        page.get_by_role("button", name="Listen", exact=True).click()
        assert page.evaluate("spoken.at(-1)") == ["Here", "CAR-T cell therapy"]
        assert page.locator("h1.being-read").count() == 1
        for _ in range(12):
            page.evaluate("next()")
        said = page.evaluate("spoken.filter((each) => each !== 'stop').map((each) => each[1])")
        assert said[1].startswith("Your own T cells")
        assert len(said) == 13
        assert not [text for text in said if re.search(r"\[\d+\]|¶|●", text)]
        page.get_by_role("button", name="Stop", exact=True).click()
        assert page.evaluate("spoken.at(-1)") == "stop"
        page.evaluate("next()")
        assert page.evaluate("spoken.at(-1)") == "stop"
        expect(page.get_by_role("button", name="Listen", exact=True)).to_be_visible()
        assert page.locator(".being-read").count() == 0

    def test_a_voice_that_goes_away_ends_it(self, page: Page, address: str) -> None:
        """The button is what it was, and nothing fails."""
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        with_voices(page, LOCAL)
        page.goto(address + CAR_T)
        page.get_by_role("button", name="Listen", exact=True).click()
        page.evaluate("speechSynthesis.getVoices().length = 0")
        page.evaluate("next()")
        expect(page.get_by_role("button", name="Listen", exact=True)).to_be_visible()
        assert faults == []

    def test_what_is_closed_is_not_read(self, page: Page, address: str) -> None:
        """The summary of a fold is read, its inside when it is open."""
        with_voices(page, LOCAL)
        page.goto(address + "illnesses/multiple-myeloma.html")
        inside = page.locator("details#medicines li").first.text_content()
        page.get_by_role("button", name="Listen", exact=True).click()
        for _ in range(400):
            if page.get_by_role("button", name="Listen", exact=True).count():
                break
            page.evaluate("next()")
        said = page.evaluate("spoken.filter((each) => each !== 'stop').map((each) => each[1])")
        assert [text for text in said if text.startswith("Medicines licensed for it")]
        assert inside not in said


class TestShare:
    """The address goes to the machine's own sheet, or is copied."""

    @pytest.mark.parametrize("width", [320, 360, 1280])
    def test_it_covers_no_other_button(self, page: Page, address: str, width: int) -> None:
        """Where nothing can be shared the button has more words, and still stands apart from that of the search."""
        page.add_init_script("delete Navigator.prototype.share")
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(address + CAR_T)
        share, search = page.locator("#share").bounding_box(), page.locator(".site-search-row button").bounding_box()
        assert share is not None
        assert search is not None
        assert share["y"] + share["height"] <= search["y"] or search["y"] + search["height"] <= share["y"]

    def test_the_sheet_of_the_machine(self, page: Page, address: str) -> None:
        """Title and address, and nothing else."""
        page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
        page.goto(address + CAR_T)
        page.get_by_role("button", name="Share", exact=True).click()
        assert page.evaluate("shared.url") == address + CAR_T
        assert page.evaluate("Object.keys(shared)") == ["title", "url"]

    @staticmethod
    def allow(page: Page) -> None:
        """A browser that lets pages copy, and has no sheet."""
        page.add_init_script("delete Navigator.prototype.share")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def test_without_a_sheet_the_address_is_copied(self, page: Page, address: str) -> None:
        """And the page says so."""
        self.allow(page)
        page.goto(address + CAR_T)
        page.get_by_role("button", name="Copy address").click()
        expect(page.locator("#share-status")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()") == address + CAR_T

    def test_lines_to_cite_and_to_credit_are_copied(self, page: Page, address: str) -> None:
        """Title, version, day and address; a picture with its licence."""
        self.allow(page)
        page.goto(address + "learn/how-car-t-is-made.html")
        page.get_by_text("Cite or share this page").click()
        cite, credit = page.locator(".copy-line").all()
        cite.get_by_role("button", name="Copy").click()
        expect(cite.get_by_role("status")).to_have_text("Copied.")
        text = page.evaluate("navigator.clipboard.readText()")
        assert re.fullmatch(
            r"The therapy taxonomy contributors\. “How a CAR-T treatment is made”\. Cell therapy or immunotherapy\?, "
            r"version [\d.]+\S*, \d{4}-\d\d-\d\d\. https?://\S+/learn/how-car-t-is-made\.html",
            text,
        ), text
        credit.get_by_role("button", name="Copy").click()
        assert "CC BY 4.0" in page.evaluate("navigator.clipboard.readText()")

    def test_where_nothing_is_copied_the_line_is_marked(self, page: Page, address: str) -> None:
        """A reader copies it by hand."""
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.goto(address + CAR_T)
        page.get_by_text("Cite or share this page").click()
        page.locator(".copy-line button").first.click()
        assert page.evaluate("String(getSelection())").startswith(
            "The therapy taxonomy contributors. “CAR-T cell therapy”"
        )

    def test_without_a_script_the_lines_stand_there(self, plain: Page, address: str) -> None:
        """No button that does nothing, and text that can be marked."""
        plain.goto(address + CAR_T)
        assert plain.locator("#share").is_hidden()
        plain.get_by_text("Cite or share this page").click()
        assert "CAR-T cell therapy" in (plain.locator(".copy-line").first.text_content() or "")


@pytest.mark.parametrize(
    "kind", ["index.html", CAR_T, "illnesses/melanoma.html", "claims/index.html", "use/index.html"]
)
def test_every_page_leads_to_who_makes_it(kind: str, plain: Page, address: str) -> None:
    """One link at the foot, to a page that says what is and what is missing."""
    plain.goto(address + kind)
    plain.get_by_role("link", name="Who makes this, who pays").click()
    text = plain.locator("article").text_content() or ""
    assert "No funder has been named" in text
    assert "Without an account" in text


def test_a_page_asks_for_few_files(browser: Browser, address: str) -> None:
    """A treatment's page with all that is on it: ten requests at most, glossary tips apart, which a touch asks for."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + CAR_T, wait_until="networkidle")
    context.close()
    assert len([each for each in asked if not each.startswith("data:")]) <= 10 + 1  # the icon of the tab


class TestPlace:
    """The page's own buttons stand beside the search field's name."""

    @pytest.mark.parametrize("width", [320, 360, 640, 641, 1280])
    def test_no_button_lies_over_the_search(self, width: int, page: Page, address: str) -> None:
        """Neither over the field nor over its button, also with a voice and a sheet."""
        with_voices(page, LOCAL)
        page.add_init_script("navigator.share = async () => {}")
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(address + CAR_T)
        expect(page.locator("#listen")).to_be_visible()
        tools, row = page.locator(".page-tools").bounding_box(), page.locator(".site-search-row").bounding_box()
        assert tools is not None
        assert row is not None
        assert tools["y"] + tools["height"] <= row["y"] + 1
