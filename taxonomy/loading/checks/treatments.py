"""Rules that the record of a treatment keeps beyond the form of single fields."""

from __future__ import annotations

from collections.abc import Iterator

from taxonomy.model.days import before
from taxonomy.model.letters import slug
from taxonomy.model.vocabulary import SOUGHT

from .complaint import Complaint, Data

#: The states in which people get a treatment as care.
USED = ("authorised", "conditional", "established_practice")
#: It began on no day.
DATELESS = "established_practice"
#: A sign is a line on a phone or two.
MOST_WORDS_OF_A_SIGN = 14


def effect_has_a_role(record: Data) -> Iterator[Complaint]:
    """An immune effect says whether it is how the treatment is meant to work."""
    for path, what, expected in role_of_effect(record["attributes"]):
        yield ("attributes", *path), what, expected


def role_of_effect(attributes: Data) -> Iterator[Complaint]:
    """The same rule on bare attributes."""
    effects = attributes.get("immune_effect", ["none"])
    if effects != ["none"] and "immune_role" not in attributes:
        yield (
            ("immune_role",),
            "is missing beside an immune_effect",
            "one of primary, co_primary, secondary, none, unclear",
        )


def unproven_use_has_a_warning(record: Data) -> Iterator[Complaint]:
    """A use that is sold without proof carries a warning, and no other use does without need."""
    for number, use in enumerate(record.get("uses", [])):
        unproven = any(status["state"] == "unproven_marketed" for status in use["status"])
        if unproven and "warning" not in use:
            yield ("uses", number, "warning"), "is missing", "a warning, because the use is unproven_marketed"
        if unproven and use["certainty"] in ("high", "moderate") and use["direction"] == "benefit":
            expected = "another state: a use of proven benefit is not unproven_marketed"
            yield ("uses", number, "certainty"), f"is {use['certainty']} for an unproven_marketed use", expected


def evidence_has_a_source(record: Data) -> Iterator[Complaint]:
    """A certainty names the study or review that it rests on, or the date of a search that found none, and then no results."""
    for number, use in enumerate(record.get("uses", [])):
        if "outcomes" in use and use["certainty"] in ("none_found", "not_read"):
            what = f"stands beside the certainty {use['certainty']}"
            yield ("uses", number, "outcomes"), what, "the certainty of what was counted, or no outcomes"
        if use["certainty"] == "none_found":
            if "searched" not in use:
                yield ("uses", number, "searched"), "is missing", "the date of the search that found no study"
        elif use["certainty"] != "not_read" and "sources" not in use:
            yield ("uses", number, "sources"), "is missing", "the study or review that the certainty rests on"


def use_is_told_once(record: Data) -> Iterator[Complaint]:
    """A type lists each indication once, whatever its case and punctuation, and each jurisdiction once for it."""
    seen: dict[str, str] = {}
    for number, use in enumerate(record.get("uses", [])):
        indication, address = use["indication"], slug(use["indication"])
        if not address:
            yield ("uses", number, "indication"), "holds no Latin letter for its address", "words with Latin letters"
        elif seen.get(address) == indication:
            yield ("uses", number, "indication"), f"'{indication}' is listed twice", "each indication once"
        elif address in seen:
            what = f"'{indication}' has the same address as '{seen[address]}'"
            yield ("uses", number, "indication"), what, "indications that differ in more than case and punctuation"
        seen.setdefault(address, indication)
        places = [status["jurisdiction"] for status in use["status"]]
        for place in sorted({place for place in places if places.count(place) > 1}):
            yield ("uses", number, "status"), f"lists {place} twice", "each jurisdiction once"


def status_has_its_day(record: Data) -> Iterator[Complaint]:
    """A status has the day of its own decision, or a later one on which it was seen to hold; established practice has none."""
    for number, use in enumerate(record.get("uses", [])):
        for place, status in enumerate(use["status"]):
            path = ("uses", number, "status", place)
            days = [name for name in ("date", "as_of") if name in status]
            if status["state"] == DATELESS and days:
                what = "stands beside established_practice, which began on no day"
                yield (*path, days[0]), what, "no date; leave the field out"
            elif status["state"] != DATELESS and not days:
                expected = (
                    "the day of this use's decision as 'date', or the day on which the source showed it as 'as_of'"
                )
                yield (*path, "as_of"), "is missing", expected
            elif before(status.get("as_of", "9999"), status.get("date", "0000")):
                what = f"{status['as_of']} is before the decision of {status['date']}"
                yield (*path, "as_of"), what, "the day on which a source showed that it holds, or no 'as_of'"


def harms_are_told(record: Data) -> Iterator[Complaint]:
    """A treatment that people get tells its harms, or says which were looked for and not found."""
    states = {status["state"] for use in record.get("uses", []) for status in use["status"]}
    if not states & {*USED, "unproven_marketed"} or "harms_as_for" in record:
        return
    told = {harm["kind"] for harm in record.get("harms", ())} | set(record.get("harms_not_found", ()))
    for kind in SOUGHT:
        if kind not in told:
            expected = f"a harm of kind {kind}, {kind} in 'harms_not_found', or 'harms_as_for' with a wider type"
            yield ("harms",), f"says nothing of {SOUGHT[kind]}", expected


def harm_is_found_or_not(record: Data) -> Iterator[Complaint]:
    """No kind of harm is told and also not found."""
    told = {harm["kind"] for harm in record.get("harms", [])}
    for number, kind in enumerate(record.get("harms_not_found", [])):
        if kind in told:
            yield ("harms_not_found", number), f"names {kind}, of which a harm is told", "kinds of which none is"


def signs_are_a_list(record: Data) -> Iterator[Complaint]:
    """Signs for which to call at once stand a sign a line, and no other harm has them."""
    for number, harm in enumerate(record.get("harms", [])):
        signs = harm.get("signs", [])
        if (harm["kind"] == "urgent") != bool(signs):
            what = "stands beside a harm that is no sign to call for" if signs else "is missing"
            yield ("harms", number, "signs"), what, "signs a line each where kind is urgent, and only there"
        for place, sign in enumerate(signs):
            if len(sign.split()) > MOST_WORDS_OF_A_SIGN:
                what = f"'{sign}' has more than {MOST_WORDS_OF_A_SIGN} words"
                yield ("harms", number, "signs", place), what, "one sign a line, in short"


def steps_are_told(record: Data) -> Iterator[Complaint]:
    """A treatment that is allowed somewhere tells what happens, step by step."""
    states = {status["state"] for use in record.get("uses", []) for status in use["status"]}
    if states & set(USED) and "steps" not in record and "steps_as_for" not in record:
        yield ("steps",), "is missing", "what happens, in order, or 'steps_as_for' with a wider type"


def facet_is_sourced(record: Data) -> Iterator[Complaint]:
    """A comparison facet names a source, unless it says that none was found."""
    for name, facet in record.get("facets", {}).items():
        if "sources" not in facet and facet["text"].lower().rstrip(".") != "no reliable figure found":
            yield ("facets", name, "sources"), "is missing", "a key of sources.bib"


def life_is_told_once(record: Data) -> Iterator[Complaint]:
    """Each topic of daily life stands once."""
    topics = [each["topic"] for each in record.get("life", [])]
    for number, topic in enumerate(topics):
        if topic in topics[:number]:
            yield ("life", number, "topic"), f"'{topic}' is told twice", "each topic once"


def outcome_is_possible(record: Data) -> Iterator[Complaint]:
    """An outcome counts no more people than there were, and gives a number for each group."""
    for number, use in enumerate(record.get("uses", [])):
        for place, outcome in enumerate(use.get("outcomes", [])):
            for side in ("treated", "compared"):
                for name, what, expected in impossible(outcome.get(side)):
                    yield ("uses", number, "outcomes", place, side, name), what, expected


def impossible(group: Data | None) -> Iterator[tuple[str, str, str]]:
    """What cannot be in one group: ``(field, what, expected)``."""
    if group is None:
        return
    if ("count" in group) == ("percent" in group):
        yield "count", "is missing, or stands beside a percent", "either 'count' or 'percent'"
    if "count" in group and int(group["count"]) > int(group["of"]):
        yield "count", f"is {group['count']} of {group['of']}", f"at most {group['of']}"
    if ("low" in group) != ("high" in group):
        yield "low", "is missing, or stands without 'high'", "both ends of the interval"
    elif "low" in group and ("percent" in group or "count" in group):
        name = "percent" if "percent" in group else "count"
        rate = float(group[name]) if name == "percent" else round(100 * int(group[name]) / int(group["of"]), 1)
        if not float(group["low"]) <= rate <= float(group["high"]):
            yield name, f"is {rate:g} of 100, outside {group['low']} to {group['high']}", "a number inside its interval"
