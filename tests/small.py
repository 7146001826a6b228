"""A small, valid data folder for tests, and ways to break it."""

from __future__ import annotations

from pathlib import Path

BIB = """@misc{asgct-faq,
  author = {{American Society of Gene + Cell Therapy}},
  title = {Frequently asked questions},
  year = {2026},
  url = {https://www.asgct.org/},
  urldate = {2026-11-22},
  keywords = {society},
}

@article{trial-2020,
  author = {Doe, Jane and Roe, Richard},
  title = {A trial of {CAR} T cells \\& more},
  journal = {Journal of Trials},
  year = {2020},
  doi = {10.1000/xyz},
  urldate = {2026-11-22},
  keywords = {trial},
}
"""

TYPE = """id: {id}
name: {name}
family: {family}
synonyms:
  - {id} synonym
sentence: A plain sentence about {name}.
attributes:
  agent:
    - {agent}
sources:
  - asgct-faq
reviewed: 2026-11-22
"""

CAR_T = """id: car-t
name: CAR-T cell therapy
family: effector-cells
parents:
  - t-cells
synonyms:
  - CAR T
  - chimeric antigen receptor T cells
sentence: Your own T cells are changed so that they find the cancer.
attributes:
  agent:
    - cells
  donor: autologous
  genetic: ex_vivo
  immune_effect:
    - supplies_effector
    - redirects
  immune_role: primary
  host_role: passive
  specificity: antigen
  function: attack
  manipulation: more_than_minimal
  homologous: n
  indication: "cancer: leukaemia"
facets:
  given:
    text: Your own T cells.
    sources:
      - trial-2020 @ Methods
  cost:
    text: No reliable figure found.
harms:
  - kind: boxed
    text: The US label warns of a flood of immune messengers, which can kill.
    sources:
      - asgct-faq
  - kind: frequent
    text: Fever, in 58 of 75 people.
    sources:
      - trial-2020
  - kind: urgent
    text: "Patients are told to call at once for:"
    signs:
      - Fever
      - Confusion
    sources:
      - asgct-faq
harms_not_found:
  - death
  - grave
  - late
steps:
  - step: collection
    text: A machine takes T cells out of your blood.
    duration: about half a day
    sources:
      - trial-2020
  - step: giving
    text: The changed cells run into a vein.
    place: in a hospital
    sources:
      - trial-2020
life:
  - topic: driving
    text: The label says not to drive for two weeks.
    sources:
      - asgct-faq
costs:
  - place: US
    kind: list_price
    text: The list price was 475,000 US dollars in 2017.
    as_of: 2017-08
    sources:
      - asgct-faq
uses:
  - indication: Leukaemia that came back
    illnesses:
      - leukaemia
    area: cancer
    status:
      - jurisdiction: US
        state: authorised
        date: 2017-08-30
        sources:
          - asgct-faq
    certainty: ocebm_4
    direction: benefit
    sentence: In one trial of 75 people without a comparison group, cancer shrank in 61.
    sources:
      - trial-2020
    evidence:
      - kind: trial
        name: ELIANA
        year: "2018"
        design: single_arm
        people: "75"
        result: for
        text: The cancer shrank in 61 of 75 people.
        sources:
          - trial-2020
    outcomes:
      - what: had no sign of leukaemia
        wanted: "yes"
        time: within 3 months
        people: with leukaemia that came back
        treated:
          name: CAR-T cells
          count: "61"
          of: "75"
        compared:
          name: chemotherapy
          percent: "20.5"
          low: "12"
          high: "31"
          of: "80"
        sources:
          - trial-2020
sources:
  - asgct-faq
reviewed: 2026-11-22
"""

KNEE = """id: knee-cells
name: Cells for the knee
family: stromal-cells
sentence: Cells are injected into a sore knee.
attributes:
  agent:
    - cells
harms:
  - kind: grave
    text: Infections of the joint were reported.
    sources:
      - trial-2020
harms_not_found:
  - death
  - frequent
  - late
  - urgent
uses:
  - indication: Knee arthritis
    illnesses:
      - worn-knee
    area: bones-joints
    status:
      - jurisdiction: US
        state: unproven_marketed
        date: 2026-11
        sources:
          - asgct-faq
    certainty: low
    direction: unclear
    sentence: It is not known whether it works.
    warning:
      position: A society says that it belongs in trials.
      studies: In one trial of 480 people it did no better than a steroid injection.
      harms: Infections were reported.
      instead: Exercise and pain relief.
      sources:
        - trial-2020
    sources:
      - trial-2020
sources:
  - asgct-faq
reviewed: 2026-11-22
"""

PRODUCT = """id: exampleleucel
name: exampleleucel
brands:
  - Examplia
holder: Example Ltd
type: car-t
target: CD19
approvals:
  - agency: FDA
    status: approved
    date: 2017-08-30
    number: BLA 125646
    indication: Leukaemia that came back
    sources:
      - asgct-faq
  - agency: EMA
    status: withdrawn
    date: 2018-08-23
    ended: 2020-01-31
    indication_now: Leukaemia up to age 25
    indication_as_of: 2026-07
    sources:
      - asgct-faq
sources:
  - asgct-faq
reviewed: 2026-11-22
"""

CLAIM = """id: stem-cells-fix-knees
truth: Stem cells are not shown to repair a worn knee.
said: Stem cells repair a worn knee.
verdict: unsupported
accurate: No trial has shown it.
theme: stem-cells
origin: advertisement
types:
  - knee-cells
uses:
  - type: knee-cells
    indication: Knee arthritis
sources:
  - asgct-faq
  - trial-2020
reviewed: 2026-11-22
"""

LEUKAEMIA = """id: leukaemia
name: Leukaemia
synonyms:
  - leukemia
sentence: A cancer of the blood-forming cells.
area: cancer
mappings:
  - object_id: MONDO:0005059
    object_label: leukemia
    predicate: skos:exactMatch
    sources:
      - asgct-faq
sources:
  - asgct-faq
reviewed: 2026-11-22
"""

WORN_KNEE = """id: worn-knee
name: Knee arthritis
synonyms:
  - worn knee
sentence: The smooth layer in the knee wears thin.
area: bones-joints
not_same_as:
  - other: leukaemia
    reason: That is an illness of the blood.
    sources:
      - asgct-faq
nothing_proven:
  of: cells
  as_of: 2026-11-22
  text: No cell treatment is shown to help.
  sources:
    - trial-2020
sources:
  - asgct-faq
reviewed: 2026-11-22
"""

QUESTION = """id: what-is-car-t
question: What is CAR-T?
wordings:
  - car t meaning
theme: what-is-what
answer: Your own T cells are changed so that they find the cancer.
types:
  - car-t
illnesses:
  - leukaemia
products:
  - exampleleucel
shows:
  - type: car-t
    part: harms
seen:
  - a hospital's list of questions
sources:
  - asgct-faq
reviewed: 2026-11-22
"""

COUNTRY = """id: us
name: United States
links:
  - kind: trials
    name: ClinicalTrials.gov
    url: https://clinicaltrials.gov/
    text: Lists trials.
    sources:
      - asgct-faq
sources:
  - asgct-faq
reviewed: 2026-11-22
"""

AUTHORITY = """id: asgct
name: American Society of Gene and Cell Therapy
short: ASGCT
purpose: A society of scientists; it explains the terms to the public.
definitions:
  - term: cell_therapy
    role: defines
    called: cell therapy
    core: Live cells are transferred into a patient.
    quote: the transfer of intact, live cells into a patient
    sources:
      - asgct-faq
sources:
  - asgct-faq
reviewed: 2026-11-22
"""

CONCEPT = """id: cell-therapy
name: Cell therapy
sentence: Living cells are used to treat an illness.
mappings:
  - object_id: MAXO:0000016
    object_label: cellular therapy
    predicate: skos:exactMatch
    sources:
      - asgct-faq
sources:
  - asgct-faq
reviewed: 2026-11-22
"""

DEPRECATED = """id: car-t-cells
kind: type
replaced_by: car-t
date: 2026-11-01
reason: Two records told of the same treatment.
"""

FILES = {
    "sources.bib": BIB,
    "types/car-t.yaml": CAR_T,
    "types/knee-cells.yaml": KNEE,
    "types/t-cells.yaml": TYPE.format(id="t-cells", name="T cell therapy", family="effector-cells", agent="cells"),
    "types/red-cells.yaml": TYPE.format(id="red-cells", name="Red cells", family="transfusion", agent="blood_cells"),
    "types/insulin.yaml": TYPE.format(id="insulin", name="Insulin", family="other-medicines", agent="protein"),
    "products/exampleleucel.yaml": PRODUCT,
    "claims/stem-cells-fix-knees.yaml": CLAIM,
    "illnesses/leukaemia.yaml": LEUKAEMIA,
    "illnesses/worn-knee.yaml": WORN_KNEE,
    "questions/what-is-car-t.yaml": QUESTION,
    "countries/us.yaml": COUNTRY,
    "authorities/asgct.yaml": AUTHORITY,
    "concepts/cell-therapy.yaml": CONCEPT,
    "deprecated/car-t-cells.yaml": DEPRECATED,
}


def write(root: Path, **changed: str) -> Path:
    """Write the folder; ``changed`` holds other texts by file stem, or new types."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.pop(path.stem.replace("-", "_"), text), encoding="utf-8")
    for stem, text in changed.items():
        (root / "types" / f"{stem.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return root
