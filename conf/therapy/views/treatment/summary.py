"""The top of a treatment's page: the two answers, a warning if one is due, and what one wants to know first."""

from __future__ import annotations

from taxonomy import Answer as Derived
from taxonomy import Use, standing, unproven
from taxonomy import vocabulary as v

from ...blocks import Answer, AnswerRun, Answers, Block, Brief, Glance, Note, Runs, Strong, fold, line, note, p
from ..glyph import zone
from .context import Context, capital, day, first_sentence, listed, within

WATCH_OUT = (
    "Watch out: “FDA-registered”, a “cleared device”, a trial number, “your own cells” or a doctor's signature "
    "do not mean approved or proven. Paying to be in a study is a warning sign."
)
UNWELL = "Already treated and unwell? Get medical care, and tell the national reporting scheme (in the US: MedWatch)."
SAME_TREATMENT = "For you this changes nothing about the treatment: it changes which shelf the leaflet is on."
OPEN_SCIENCE = "Here the science is open, not only the wording."
FULL_WARNINGS = 2  # uses that are warned of in full; more are folded
PROVEN_FOR = 3  # illnesses that are named
AT_A_GLANCE = ("given", "schedule", "setting")  # answers of the comparison whose first sentence stands there


def asked(term: str) -> str:
    """The question that an answer answers."""
    return f"Is it {'an' if term == 'immunotherapy' else 'a'} {v.TERM[term]}?"


def answers(page: Context) -> Answers:
    """Both answers, with their reason in a line each."""
    found = page.taxonomy.classify(page.type)
    where = zone(found)
    return Answers(
        [
            Answer(each.term, asked(each.term), AnswerRun(each.value, v.ANSWER[each.value]), where, line(each.reason))
            for each in found.answers
        ]
    )


def beside_answers(page: Context) -> list[Block]:
    """What a disputed answer means for a reader."""
    more = disputed(page.taxonomy.classify(page.type).answers)
    return [p(more)] if more else []


def disputed(both: tuple[Derived, Derived]) -> str:
    """What a disputed answer means for a reader."""
    if any(each.unsettled for each in both):
        return OPEN_SCIENCE
    return SAME_TREATMENT if any(each.value == "contested" for each in both) else ""


def warnings(page: Context) -> list[Note]:
    """One warning, on each use that is sold without proof; of several, what is known of each is folded."""
    sold = [use for use in page.type.uses if use.warning and unproven(use)]
    if not sold:
        return []
    as_of = f"As of {day(page.type.reviewed)}: "
    if len(sold) > FULL_WARNINGS:
        found: list[Block] = [p(Strong(as_of), "sold without proof for the uses below. Open one to see what is known.")]
        found += [fold(f"warning-{n}", use.indication, "", *known(page, use, "")) for n, use in enumerate(sold, 1)]
    else:
        found = [block for use in sold for block in known(page, use, f"{as_of}{use.indication}. ")]
    return [note("warning", "Not shown to work", *found, p(WATCH_OUT), p(UNWELL))]


def known(page: Context, use: Use, lead: str) -> list[Block]:
    """What a reader must know of a use that is sold without proof."""
    warning = use.warning
    assert warning is not None
    cited = page.cite(warning.sources)
    lost = " People have also lost money, and time for treatment that works."
    return [
        p(*([Strong(lead)] if lead else []), warning.position),
        p(Strong("What studies show: "), warning.studies),
        p(Strong("Reported harms: "), warning.harms, lost),
        p(Strong("What to ask about instead: "), warning.instead, *cited),
    ]


def glance(page: Context) -> Glance:
    """What goes in, how often, how long, where, what can go badly wrong, and what it is proven for."""
    own = "schedule" in page.type.data.get("facets", {})  # else what is told of life with it answers
    items = [
        Brief("What goes into me", facet(page, "given")),
        Brief("How often" if own else "How long it goes on", facet(page, "schedule")),
        Brief("How long it takes", duration(page)),
        Brief("Where", facet(page, "setting")),
        Brief("What can go badly wrong", worst(page), "warning"),
        Brief("Proven for", proven(page)),
        Brief("Shown not to work for", failed(page), "warning"),
        Brief("Approval ended or refused for", taken_back(page), "warning"),
    ]
    return Glance([each for each in items if each.runs])


def facet(page: Context, key: str) -> Runs:
    """The first sentence of one answer of the comparison, if somebody wrote or derived one."""
    cell = page.taxonomy.cell(page.type, key)
    if not cell.sources and key != "given":
        return []
    *whose, told = cell.told[: 1 + bool(cell.of)]
    return line(" ".join([*whose, first_sentence(told)]), *page.cite(cell.sources))


def duration(page: Context) -> Runs:
    """How long the making takes, or else the giving."""
    for step in ("making", "giving"):
        for each in page.type.steps:
            if each.step == step and each.duration:
                made = "To make it: " if step == "making" else ""
                first = each.duration.split(";")[0]
                told = first if any(map(str.isdigit, first)) else each.duration
                return line(capital(f"{made}{told}"), *page.cite(each.sources))
    return []


def worst(page: Context) -> Runs:
    """The first sentence on a boxed warning, a grave harm or a death, of the type or of the wider one."""
    wider = page.taxonomy.as_for(page.type, "harms")
    harms = page.type.harms or (wider.harms if wider is not None else ())
    grave = [each for kind in ("boxed", "grave", "death") for each in harms if each.kind == kind]
    if not grave:
        return facet(page, "risks")
    found = min(grave, key=lambda each: bool(each.products))  # what holds for all, if anything does
    return line(first_sentence(found.text), *page.cite(found.sources))


def failed(page: Context) -> Runs:
    """The uses that good studies found not to work."""
    return indications([use for use in page.type.uses if standing(use) == "fails"])


def taken_back(page: Context) -> Runs:
    """The uses whose approval an agency ended or refused, and that are allowed nowhere."""
    gone = {"withdrawn", "refused"}
    ended = [use for use in page.type.uses if standing(use) == "ended"]
    return indications([use for use in ended if gone & {each.state for each in use.status}])


def indications(uses: list[Use]) -> Runs:
    """The first uses by name, and how many more there are."""
    names = [within(use.indication) for use in uses[:PROVEN_FOR]]
    more = [f"{len(uses) - PROVEN_FOR} more"] if len(uses) > PROVEN_FOR else []
    return line(capital("; ".join([*names, *more]))) if names else []


def proven(page: Context) -> Runs:
    """The illnesses of uses that are allowed and shown to help."""
    if not page.type.uses:
        return []
    names = [page.illness(use.illnesses[0]) for use in page.type.uses if standing(use) == "helps" and use.illnesses]
    return line(capital(listed(names, most=PROVEN_FOR)) if names else "No use for which we have read good proof")
