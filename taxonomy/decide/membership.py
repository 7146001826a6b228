"""The rules that decide membership, in the order in which they are asked.

The first rule that applies decides. Each rule is a function of the facts of a
treatment; its docstring is the sentence that a layperson reads. ``reason`` puts that
sentence together with the facts of one treatment. The rule names who answers yes or
no in such a case, with the place where they say so.

The two terms have voting authorities (they define the term) and others, whose
answers are recorded for their own purpose and never counted.
"""

from __future__ import annotations

from taxonomy.model.vocabulary import CALMING, STIMULATING

from .rule import Facts, Says, declared, rule

VOTING = {
    "cell_therapy": frozenset({"asgct", "fda-cgt", "fact"}),
    "immunotherapy": frozenset({"nci", "nci-cancer", "ncit", "mesh"}),
}
LIVING = frozenset({"cells", "engineered_tissue"})
BLOOD = frozenset({"blood_cells", "platelets"})
ANTIBODY = frozenset({"antibody", "antibody_conjugate"})

ASGCT_LIVE = Says("asgct", "no", "it speaks of the transfer of intact, live cells", "asgct-faq")


@rule(
    "CT5", "cell_therapy", "contested",
    Says("fda-hctp", "yes", "its list of human cells and tissues names semen and other reproductive tissue", "cfr-1271-3 @ (d)"),
    Says("asgct", "no", "cell therapy is meant to lessen or cure a disease", "asgct-faq"),
    reason="{facts} But this is to have a child, not to treat a disease.",
)  # fmt: skip
def reproduction(f: Facts) -> bool:
    """Cells are given to have a child, not to treat a disease."""
    return f.intent == "reproduce"


@rule(
    "CT6", "cell_therapy", "contested",
    Says("accc", "yes", "it also counts changing the work of cells inside the body", "accc-glossary"),
    ASGCT_LIVE,
    Says("eu-atmp", "no", "a cell therapy medicine contains cells or tissues", "eu-1394-2007 @ Article 2"),
)  # fmt: skip
def made_inside_the_body(f: Facts) -> bool:
    """No cells are given: the working cells are made inside the body."""
    return "in_vivo_generated" in f.flag


@rule(
    "CT4", "cell_therapy", "contested",
    Says("uk-ecp", "yes", "its consensus statement calls treatment with dying white cells cell-based", "uk-ecp-2017"),
    ASGCT_LIVE,
    reason="{sentence}",
)  # fmt: skip
def cells_no_longer_alive(f: Facts) -> bool:
    """Cells are given, but they are dead or cannot grow."""
    return bool(f.agent & LIVING) and "nonviable" in f.flag


@rule(
    "CT1", "cell_therapy", "yes",
    Says("asgct", "yes", "intact, live cells are transferred into a patient", "asgct-faq"),
    Says("fda-cgt", "yes", "it lists such cells as cellular therapy products", "fda-cgt"),
    Says("eu-atmp", "yes", "medicines that contain or consist of living cells or tissues", "eu-1394-2007 @ Article 2"),
    reason="{facts}",
)  # fmt: skip
def living_cells(f: Facts) -> bool:
    """Living cells are given, or living tissue grown from them."""
    return bool(f.agent & LIVING)


@rule(
    "CT2", "cell_therapy", "contested",
    Says("asgct", "yes", "its wording, intact and live cells from a donor, fits blood cells", "asgct-faq"),
    Says("fda-hctp", "no", "blood and its parts are expressly left out", "cfr-1271-3 @ (d)(2)"),
    Says("mesh-tree", "no", "blood component transfusion has a heading of its own", "mesh-d016913"),
    reason="{facts} That is a part of blood, and not everybody counts it as cell therapy.",
)  # fmt: skip
def blood_component(f: Facts) -> bool:
    """Blood cells or platelets are given: parts of blood."""
    return bool(f.agent & BLOOD)


@rule(
    "CT3", "cell_therapy", "contested",
    Says("fda-hctp", "yes", "its list of human cells and tissues names skin, bone and cornea", "cfr-1271-3 @ (d)"),
    Says("asgct", "no", "its definition speaks of cells; a piece of tissue is called a graft", "asgct-faq"),
    reason="{facts} That is a graft, and not everybody counts it as cell therapy.",
)  # fmt: skip
def moved_tissue(f: Facts) -> bool:
    """A piece of tissue is moved as it is: a graft."""
    return "native_tissue" in f.agent


@rule(
    "CT7", "cell_therapy", "no",
    Says("fda-hctp", "no", "organs with blood vessels are left out", "cfr-1271-3 @ (d)(1)"),
    Says("mesh-tree", "yes", "it files liver transplants under cell- and tissue-based therapy", "mesh-d016031"),
    reason="{facts} That is called an organ transplant.",
)  # fmt: skip
def whole_organ(f: Facts) -> bool:
    """A whole organ is moved: a transplant."""
    return "organ" in f.agent


@rule(
    "CT0", "cell_therapy", "no",
    ASGCT_LIVE,
    Says("eu-atmp", "no", "a cell therapy medicine contains cells or tissues", "eu-1394-2007 @ Article 2"),
)  # fmt: skip
def no_cells(f: Facts) -> bool:
    """No living human or animal cells are given."""
    return True


NCI_YES = Says(
    "nci", "yes", "it uses substances to stimulate or suppress the immune system against disease", "nci-dictionary-immunotherapy",
)  # fmt: skip
NCIT_YES = Says(
    "ncit", "yes", "it is designed to change a patient's immune status in order to treat disease", "ncit-c15262"
)
MESH_YES = Says("mesh", "yes", "it counts both active and passive immunisation", "mesh-d007167")
CANCER_NO = "it means treatment that helps the immune system fight cancer"


@rule("IM6", "immunotherapy", "contested", reason="{facts}")
def unsettled(f: Facts) -> bool:
    """It is not known whether it works through the immune system."""
    return f.role == "unclear"


@rule(
    "IM7", "immunotherapy", "contested",
    Says("acs", "yes", "it lists monoclonal antibodies under immunotherapy", "acs-immunotherapy"),
    Says("nci", "no", "it counts only those antibodies that act through the immune system", "nci-immunotherapy"),
    reason="{sentence}",
)  # fmt: skip
def antibody_without_immune_effect(f: Facts) -> bool:
    """It is an antibody against cancer, but it does not work through the immune system."""
    return f.effect <= {"none"} and bool(f.agent & ANTIBODY) and f.cancer


NO_IMMUNE_AIM = (
    Says(
        "nci",
        "no",
        "by its definition the word means treatment that stimulates or suppresses the immune system",
        "nci-dictionary-immunotherapy",
    ),
    Says("ncit", "no", "by its definition it is designed to change the patient's immune status", "ncit-c15262"),
    Says("mesh", "no", "by its definition the immune system is acted on in order to treat", "mesh-d007167"),
)


@rule("IM0", "immunotherapy", "no", *NO_IMMUNE_AIM, reason="{sentence}")
def no_immune_effect(f: Facts) -> bool:
    """The immune system is not part of how it works."""
    return f.effect <= {"none"} or f.role == "none"


@rule(
    "IM5", "immunotherapy", "contested",
    Says("mesh", "yes", "its active immunotherapy names colony-stimulating factors", "mesh-d016233"),
    Says("acs", "yes", "it lists immunomodulating drugs under immunotherapy", "acs-immunotherapy"),
    Says("nci", "no", "it calls growth factors a help against side effects", "nci-immune-system-modulators"),
    reason="{facts} Some count it all the same.",
)  # fmt: skip
def stimulation_as_side_effect(f: Facts) -> bool:
    """It wakes up the immune system, but mainly works in another way."""
    return f.role == "secondary" and bool(f.effect & STIMULATING)


@rule("IM5b", "immunotherapy", "no", *NO_IMMUNE_AIM, reason="{facts}")
def calming_as_side_effect(f: Facts) -> bool:
    """It touches the immune system, but that is not how it is meant to work."""
    return f.role == "secondary"


@rule(
    "IM3", "immunotherapy", "contested",
    Says("mesh", "yes", "its active immunotherapy serves therapeutic or preventive purposes", "mesh-d016233"),
    Says("iupac", "yes", "it speaks of treatment or prevention", "iupac-immunotherapy"),
    Says("ncit", "no", "it is designed in order to treat disease", "ncit-c15262"),
    reason="{facts} But it prevents an illness instead of treating one.",
)  # fmt: skip
def prevention(f: Facts) -> bool:
    """It works through the immune system, but prevents an illness instead of treating one."""
    return f.intent == "prevent"


@rule(
    "IM8", "immunotherapy", "contested",
    Says("nci", "yes", "its wording, fighting infection through the immune system, fits", "nci-dictionary-immunotherapy"),
    Says("mesh-tree", "no", "it files white cell transfusion under blood transfusion", "mesh-d016913"),
    reason="{sentence}",
)  # fmt: skip
def blood_cells_that_fight(f: Facts) -> bool:
    """A transfusion gives you blood cells that fight infection."""
    return "blood_cells" in f.agent and "supplies_effector" in f.effect


@rule("IM1", "immunotherapy", "yes", NCI_YES, NCIT_YES, MESH_YES, reason="{facts}")
def raises_immunity(f: Facts) -> bool:
    """It wakes up your immune defence, shows it a target, aims it, or gives you some ready-made."""
    return bool(f.effect & STIMULATING)


@rule(
    "IM2", "immunotherapy", "yes",
    Says("mesh", "yes", "desensitisation stands under immunotherapy", "mesh-d007167"),
    NCI_YES,
    reason="{facts}",
)  # fmt: skip
def teaches_tolerance(f: Facts) -> bool:
    """It teaches the immune system to leave something alone."""
    return "tolerises" in f.effect


@rule(
    "IM4a", "immunotherapy", "contested",
    Says("mesh", "yes", "it includes treatment that suppresses immunity", "mesh-d007167"),
    Says("nci", "yes", "its dictionary says to stimulate or suppress the immune system", "nci-dictionary-immunotherapy"),
    Says("nci-cancer", "no", CANCER_NO, "nci-immunotherapy"),
    reason="{facts} Some count calming as immunotherapy, others do not.",
)  # fmt: skip
def only_calms(f: Facts) -> bool:
    """It calms the immune system, or takes away part of it."""
    return bool(f.effect & CALMING)


@rule(
    "IM4b", "immunotherapy", "contested",
    Says("iupac", "yes", "it names bone marrow transplantation and thymus implantation", "iupac-immunotherapy"),
    Says("nci-cancer", "no", "it lists stem cell transplants as a different treatment", "nci-immunotherapy"),
    reason="{facts} Some count rebuilding as immunotherapy, others do not.",
)  # fmt: skip
def only_rebuilds(f: Facts) -> bool:
    """It rebuilds the immune system."""
    return True


#: In the order in which they stand above, and are asked.
CELL_THERAPY, IMMUNOTHERAPY = (declared(globals(), term) for term in ("cell_therapy", "immunotherapy"))
