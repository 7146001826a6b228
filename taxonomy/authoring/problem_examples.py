"""Every kind of problem that the check tells, each with a wrong and a right example.

The contributor's guide prints them, and a test holds that each wrong example gives its
message, each right one none, and that no message of the check is left out. Each example
is a part of a record of ``tests/small.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from taxonomy.loading import checks as c


class Kind(NamedTuple):
    """One kind of problem.

    Attributes:
        says: the rule, as a sentence.
        file: the file that the example is a part of.
        wrong: lines that break the rule.
        right: the same lines as they should be.
        message: what the check says of the wrong lines, after ``path:line: ``.
    """

    says: str
    file: str
    wrong: str
    right: str
    message: str


def rule(of: Callable[..., Any], file: str, wrong: str, right: str, message: str) -> Kind:
    """A kind of problem that a rule of ``consistency.py`` tells, in the words of its docstring."""
    return Kind((of.__doc__ or "").split("\n\n", maxsplit=1)[0].strip(), file, wrong, right, message)


CAR_T, KNEE, CLAIM = "types/car-t.yaml", "types/knee-cells.yaml", "claims/stem-cells-fix-knees.yaml"
PRODUCT, AUTHORITY, BIB = "products/exampleleucel.yaml", "authorities/asgct.yaml", "sources.bib"
GONE = "deprecated/car-t-cells.yaml"

FORM = (
    Kind("A field is spelt as the reference of fields spells it.", CAR_T,
         "  given:\n    txt: Your own T cells.", "  given:\n    text: Your own T cells.",
         "facets.given.txt: is not a field here (did you mean 'text'?); expected one of text, sources"),
    Kind("A required field is there.", AUTHORITY, "short: ASGCT\npurpose:", "name: American Society of Gene and Cell Therapy\nshort: ASGCT\npurpose:",
         "name: is missing; expected text"),
    Kind("A field that is there holds something.", CAR_T, "name:\nfamily: effector-cells", "name: CAR-T cell therapy\nfamily: effector-cells",
         "name: is empty; expected text"),
    Kind("A text is one text, not a list.", PRODUCT, "holder: [Example Ltd]", "holder: Example Ltd", "holder: is a list; expected text"),
    Kind("A list has each item after a dash.", PRODUCT, "brands: Examplia", "brands:\n  - Examplia",
         "brands: is the text 'Examplia'; expected a list of text, each after '- '"),
    Kind("A list that is there holds an item.", PRODUCT, "brands: []", "brands:\n  - Examplia",
         "brands: is an empty list; expected at least one item; leave the field out if there is none"),
    Kind("A list holds each item once.", CAR_T, "  - CAR T\n  - CAR T\n", "  - CAR T\n",
         "synonyms: lists 'CAR T' twice; expected each item once"),
    Kind("In a list of values, 'none' stands alone.", CAR_T, "    - supplies_effector\n    - none", "    - supplies_effector",
         "attributes.immune_effect: lists 'none' beside other values; expected either 'none' alone or the others"),
    Kind("A block has its fields on lines of their own, further in.", CAR_T, "  cost: No reliable figure found.", "  cost:\n    text: No reliable figure found.",
         "facets.cost: is the text 'No reliable figure found.'; expected fields, each as 'name: value'"),
    Kind("A list of blocks has each block after a dash.", CLAIM, "uses: Knee arthritis\n", "uses:\n  - type: knee-cells\n    indication: Knee arthritis\n",
         "uses: is the text 'Knee arthritis'; expected a list of blocks, each after '- '"),
    Kind("A value of a vocabulary is spelt as there.", CAR_T, "  genetic: exvivo", "  genetic: ex_vivo",
         "attributes.genetic: 'exvivo' is unknown (did you mean 'ex_vivo'?); expected one of none, ex_vivo, cell_line, in_vivo"),
    Kind("A date is written year, month, day.", CAR_T, "        date: 30.8.2017", "        date: 2017-08-30",
         "uses[0].status[0].date: '30.8.2017' is not of the right form; expected a date such as 2026-11-22 (or 2026-11, or 2026)"),
    Kind("A date is a day that there was.", CAR_T, "        date: 2017-08-32", "        date: 2017-08-30",
         "uses[0].status[0].date: '2017-08-32' is not of the right form; expected a date such as 2026-11-22 (or 2026-11, or 2026)"),
    Kind("A date is a day of the calendar.", CAR_T, "        date: 2017-02-30", "        date: 2017-08-30",
         "uses[0].status[0].date: '2017-02-30' is not a day of the calendar; expected a date such as 2026-11-22"),
    Kind("A short text stays short.", AUTHORITY,
         "    quote: the transfer of intact, live cells into a patient, and so on and on and on and on and on and on and on and on and on and on\n",
         "    quote: the transfer of intact, live cells into a patient\n",
         "definitions[0].quote: has 30 words; expected at most 25 words"),
    Kind("A text does not begin with a sign that a spreadsheet runs.", PRODUCT, 'holder: "=Example Ltd"', "holder: Example Ltd",
         "holder: begins with '=', which a spreadsheet takes for a formula; expected text that begins with a letter or a number"),
    Kind("A text holds no characters that cannot be seen.", PRODUCT, 'holder: "Example\\u202e Ltd"', "holder: Example Ltd",
         "holder: holds a control character; expected text"),
)  # fmt: skip

FILE = (
    Kind("A text that holds ': ' or ' #', or begins with a sign, stands in quotes.", CAR_T, "name: CAR-T: a cell therapy", "name: CAR-T cell therapy",
         "file: is not valid YAML (mapping values are not allowed in this context); expected valid YAML; put a text that holds ': ' or ' #' or starts with a sign in quotes"),
    Kind("A quote that is opened is closed.", CAR_T, 'indication: "cancer: leukaemia\n', 'indication: "cancer: leukaemia"\n',
         "file: is not valid YAML (a quote that begins here is not closed); expected a quote at the end"),
    Kind("A field is given once.", CAR_T, "  donor: autologous\n  donor: either", "  donor: autologous",
         "donor: is given twice; expected each field once"),
    Kind("A value is written out, not pointed to.", CAR_T, "name: &name CAR-T cell therapy\nfamily: *name", "name: CAR-T cell therapy\nfamily: effector-cells",
         "family: is an alias of another value; expected the value itself, written out"),
    Kind("A file holds one record.", PRODUCT, "reviewed: 2026-11-22\n---\nid: another", "reviewed: 2026-11-22",
         "file: holds more than one record; expected one record in a file, without '---'"),
    Kind("The identifier is the name of the file.", PRODUCT, "id: example-leucel", "id: exampleleucel",
         "id: 'example-leucel' differs from the file's name; expected 'exampleleucel', or a file named example-leucel.yaml"),
    Kind("What a record names is there.", CAR_T, "  - tcells", "  - t-cells",
         "parents[0]: 'tcells' is not in types/ (did you mean 't-cells'?); expected the identifier of a record in types/"),
    Kind("What a record cites is in sources.bib.", CAR_T, "      - trial-2021 @ Methods", "      - trial-2020 @ Methods",
         "facets.given.sources[0]: 'trial-2021' is not in sources.bib (did you mean 'trial-2020'?); expected a key of sources.bib"),
)  # fmt: skip

WARNING = """\
    warning:
      position: A society says that it belongs in trials.
      studies: In one trial of 480 people it did no better than a steroid injection.
      harms: Infections were reported.
      instead: Exercise and pain relief.
      sources:
        - trial-2020
"""
STATUS = "      - jurisdiction: US\n        state: unproven_marketed\n        date: 2026-11\n        sources:\n          - asgct-faq\n"
USE = (
    STATUS
    + "    certainty: low\n    direction: unclear\n    sentence: It is not known whether it works.\n"
    + WARNING
    + "    sources:\n      - trial-2020\n"
)
USES = "  - indication: Knee arthritis\n    area: bones-joints\n    status:\n" + USE

RULES = (
    rule(c.effect_has_a_role, CAR_T, "    - redirects\n  host_role", "    - redirects\n  immune_role: primary\n  host_role",
         "attributes.immune_role: is missing beside an immune_effect; expected one of primary, co_primary, secondary, none, unclear"),
    rule(c.unproven_use_has_a_warning, KNEE, "    sentence: It is not known whether it works.\n    sources:", "    sentence: It is not known whether it works.\n" + WARNING + "    sources:",
         "uses[0].warning: is missing; expected a warning, because the use is unproven_marketed"),
    rule(c.unproven_use_has_a_warning, KNEE, "    certainty: high\n    direction: benefit", "    certainty: low\n    direction: unclear",
         "uses[0].certainty: is high for an unproven_marketed use; expected another state: a use of proven benefit is not unproven_marketed"),
    rule(c.evidence_has_a_source, CAR_T, "cancer shrank in 61.\nsources:", "cancer shrank in 61.\n    sources:\n      - trial-2020\nsources:",
         "uses[0].sources: is missing; expected the study or review that the certainty rests on"),
    rule(c.evidence_has_a_source, CAR_T, "    certainty: none_found\n", "    certainty: ocebm_4\n",
         "uses[0].searched: is missing; expected the date of the search that found no study"),
    rule(c.use_is_told_once, KNEE, USES * 2, USES,
         "uses[1].indication: 'Knee arthritis' is listed twice; expected each indication once"),
    rule(c.use_is_told_once, KNEE, STATUS * 2, STATUS, "uses[0].status: lists US twice; expected each jurisdiction once"),
    rule(c.facet_is_sourced, CAR_T, "    text: Your own T cells.\n  cost", "    text: Your own T cells.\n    sources:\n      - trial-2020 @ Methods\n  cost",
         "facets.given.sources: is missing; expected a key of sources.bib"),
    rule(c.ended_approval_is_dated, PRODUCT, "    date: 2017-08-30\n    ended: 2016-01-01\n", "    date: 2017-08-30\n",
         "approvals[0].ended: 2016-01-01 is before the approval; expected a later date"),
    rule(c.verdict_against_has_two_sources, CLAIM, "sources:\n  - asgct-faq\n", "sources:\n  - asgct-faq\n  - trial-2020\n",
         "sources: lists one source for a verdict against the claim; expected two independent sources"),
    rule(c.hierarchy_has_no_circle, CAR_T, "parents:\n  - car-t", "parents:\n  - t-cells", "parents: form a circle: car-t → car-t; expected wider types only"),
    rule(c.claim_names_a_known_use, CLAIM, "    indication: Worn knees", "    indication: Knee arthritis",
         "uses[0].indication: 'Worn knees' is not a use of knee-cells; expected one of: Knee arthritis"),
    rule(c.given_up_identifier_stays_unused, GONE, "id: insulin\nkind: type\nreplaced_by: car-t\n", "id: car-t-cells\nkind: type\nreplaced_by: car-t\n",
         "id: 'insulin' was given up on 2026-11-01 (deprecated/insulin.yaml); expected another identifier: none is ever used twice"),
    rule(c.given_up_identifier_has_a_replacement, GONE, "replaced_by: car-tee", "replaced_by: car-t",
         "replaced_by: 'car-tee' is no type (did you mean 'car-t'?); expected the identifier of a type that still stands"),
)  # fmt: skip

SOURCES = (
    Kind("An address leads to a page.", BIB, "  url = {javascript:alert(1)},", "  url = {https://www.asgct.org/},",
         "url: '{javascript:alert(1)},' is not of the right form; expected {https://…}: a web address in braces"),
    Kind("A source has the fields that this reference uses.", BIB, "  booktitle = {Journal of Trials},", "  journal = {Journal of Trials},",
         "booktitle: is not a field here; expected one of author, title, journal, publisher, year, url, doi, urldate, keywords, note"),
    Kind("A percent sign stands after a backslash.", BIB, "  title = {5% of questions},", "  title = {Frequently asked questions},",
         "title: holds '%', after which BibTeX reads no more; expected '\\%'"),
    Kind("A text does not begin with a sign that a spreadsheet runs.", BIB, "  title = {=Frequently asked questions},", "  title = {Frequently asked questions},",
         "text: begins with '=', which a spreadsheet takes for a formula; expected text that begins with a letter or a number"),
    Kind("A key names one source.", BIB, "@article{asgct-faq,", "@article{trial-2020,",
         "key: 'asgct-faq' is also the key of line 1; expected a key of its own"),
)  # fmt: skip

KINDS_OF_PROBLEM = {
    "Fields": FORM,
    "Files and references": FILE,
    "Rules": RULES,
    "Sources": SOURCES,
}
