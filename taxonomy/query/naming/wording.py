"""From a name as a trial writes it to the words that say what is given.

Doses, units, routes and schedules go; a combination falls into its parts; and what has two
spellings, a short form and a long one is brought to one of them. All of this is about language:
what things are called stands in the records.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ..search import american, singular

LONGEST = 500  # letters that are looked at; the longest name of an intervention in a register has 200
GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "ω": "omega", "µ": "u", "μ": "u"}
#: What a register writes before a name: what kind of intervention it is.
LABEL = re.compile(
    r"^\s*(drug|biological|procedure|device|other|radiation|genetic|dietary[ _]supplement|combination[ _]product"
    r"|(?P<no>behaviou?ral|diagnostic[ _]test))\s*:\s*",
    re.IGNORECASE,
)
UNIT = (
    r"(mg|mcg|µg|ug|ng|g|kg|ml|µl|ul|l|iu|miu|u|units?|mmol|mol|gy|cgy|mci|gbq|mbq|pfu|cfu|vg|vp|tcid50|m2|m²|%|percent"
    r"|million|billion|cells?|doses?|cycles?|fractions?|days?|weeks?|wks?|hours?|hrs?|hr|h|minutes?|min|months?|years?|times)"
)
NUMBER = r"\d[\d.,]*(\s*[x×*]\s*10\s*(\^|e|\*\*)?\s*\d+|e\d+)?(\s*(-|–|to)\s*\d[\d.,]*)?"
DOSE = re.compile(
    rf"(?<![\w-]){NUMBER}[\s-]*{UNIT}(?![a-z])(\s*(/|per)\s*(\d+\s*)?{UNIT}(?![a-z]))*"
    r"|\bauc\s*=?\s*\d+(\.\d+)?|\bq\s?\d+\s?(h|d|w|wk|weeks?|days?|m)\b|\bevery \d+ (days?|weeks?|hours?|months?)\b"
    r"|\b(days?|weeks?|cycles?|cohorts?|arms?|groups?|parts?|phases?|steps?|levels?|stages?) (\d+|[a-h]|i{1,3}|iv)\b([\s,–-]*\d+\b)*"
    r"|\b10\s*(\^|e)\s*\d+\b",
    re.IGNORECASE,
)
#: Where one name ends and the next begins.
AND = re.compile(
    r"\s*(?:[;|]|,(?!\d)|\s[+&]\s?|(?<!CD\d)(?<!CD\d\d)\+(?=\s|[A-Za-z])|\s/\s|\s(?:and|or|plus|versus|vs\.?|followed by|then|alone or"
    r"|combined with|in combination with|together with|combination|added to|in addition to|concurrent with|after|before"
    r"|prior to|with or without|with)\s)\s*",
    re.IGNORECASE,
)
SLASH = re.compile(r"(?<=[a-z]{5})/(?=[A-Za-z]{5})|(?<=[a-z]{3})/(?=[A-Za-z]{3}[a-z]*mab\b)")
BRACKET = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
#: What follows is what is not given.
NOT = re.compile(r"(?<!with or )\b(?:without|not|no|instead of)\s.*", re.IGNORECASE | re.DOTALL)
#: What follows says for whom, against what or how, and is no part of the name of what is given.
AIM = re.compile(
    r"\s(?:for|in|during|as|by|via|using|to|at|from|given|administered|until|due to|among|on|per|based on|encoding|expressing|carrying|containing"
    r"|secreting|targeting|directed|specific|pulsed|loaded|derived|armed)\s.*",
    re.DOTALL | re.IGNORECASE,
)

#: Two ways to write one thing, each as a pattern of plain words; applied in this order.
SAME = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), written)
    for pattern, written in (
        (r"anti cd ?(\d+)", r"cd\1"),
        (r"cd ?(\d+) ?(car|cart)", r"cd\1 car"),
        (r"cart ?(19|20|22)", r"cd\1 car"),
        (r"pd l ?1", "pdl1"),
        (r"pd 1", "pd1"),
        (r"ctla ?4", "ctla4"),
        (r"(?:interleukin|il) (\d+)", r"il\1"),
        (r"(?:interferon|ifn)", "interferon"),
        (r"cd (\d+)", r"cd\1"),
        (r"alfa|alph", "alpha"),
        (r"(?:invariant )?natural killer t(?: cell)?|i?nkt(?: cell)?", "nktcell"),
        (r"natural killer(?: cell)?|nk cell|nk", "nkcell"),
        (r"t (?:cell|lymphocyte)|tcell", "tcell"),
        (r"b (?:cell|lymphocyte)|bcell", "bcell"),
        (r"chimeric (?:antigen |antigenic )?receptor(?: modified| engineered| transduced| redirected)?", "car"),
        (r"car ?t(?: tcell| cell)?|cart(?: tcell| cell)?|car (?:modified |gene modified |transduced |redirected )?tcell", "car tcell"),
        (r"car ?nk(?:cell)?(?: cell)?", "car nkcell"),
        (r"(?:t ?cell receptor|tcr)(?: t| tcell| engineered tcell| transduced tcell)", "tcr tcell"),
        (r"tcell receptor|tcr", "tcr"),
        (r"tumou?r infiltrating (?:lymphocyte|tcell)|tumou?r infiltrating lymphocytic|til", "til"),
        (r"(?:regulatory tcell|tcell regulatory|treg(?: cell)?)", "treg"),
        (r"mesenchymal (?:[a-z]+ ){0,3}?cell|mesenchymal stem|[a-z]{0,4}msc|mpc", "msc"),
        (r"(?:ad|adm?)sc|ascs?", "adipose stem cell"),
        (r"fat", "adipose"),
        (r"(?:h[ae]*matopoietic|blood forming|blood)(?: stem| progenitor| precursor)+(?: cell)?(?: and progenitor cell)?|hspc|hsc", "hsc"),
        (r"hematopoietic (?:cell )?transplant", "hsc transplant"),
        (r"(?:allogeneic|allo) ?(?:hsct|hct|sct)", "allogeneic hsc transplant"),
        (r"(?:autologous|auto) ?(?:hsct|hct|sct)|asct|ahsct", "autologous hsc transplant"),
        (r"haplo ?(?:hsct|hct|sct)", "haploidentical hsc transplant"),
        (r"haplo", "haploidentical"),
        (r"(?:hsct|hct|sct)", "hsc transplant"),
        (r"bmt", "bonemarrow transplant"),
        (r"pbsct", "peripheral hsc transplant"),
        (r"pbsc|peripheral blood (?:stem|progenitor)(?: cell)?|peripheral hsc", "peripheral hsc"),
        (r"transplantation|transplanted|transplanting", "transplant"),
        (r"stem cell transplant|stemcell transplant", "hsc transplant"),
        (r"h[ae]*matopoietic (?:cell )?transplant", "hsc transplant"),
        (r"bone marrow|marrow", "bonemarrow"),
        (r"(?:umbilical )?cord blood|ucb", "cordblood"),
        (r"allo|allogenic|allogeneous", "allogeneic"),
        (r"auto|autogenous|autogeneic", "autologous"),
        (r"(?:intravenous |iv )(?:immune ?globulin|immunoglobulin|gamma ?globulin)|ivig|igiv|immune ?globulin intravenous", "intravenous immuneglobulin"),
        (r"(?:subcutaneous |sc )(?:immune ?globulin|immunoglobulin)|scig", "subcutaneous immuneglobulin"),
        (r"immune globulin|immunoglobulin|gamma ?globulin", "immuneglobulin"),
        (r"(?:rabbit )?(?:antithymocyte|anti thymocyte|antilymphocyte|anti lymphocyte) (?:immune)?globulin|r?atg|thymoglobulin", "atg"),
        (r"f[ae]+cal (?:microbiota|microbial|microbiome|flora|bacteria|material)|(?:intestinal|gut) microbiota transplant|f[ae]+cal transplant|stool transplant", "fecal microbiota"),
        (r"fmt", "fecal microbiota transplant"),
        (r"vaccination|immuni[sz]ation|vaccinated", "vaccine"),
        (r"(?:iodine i|yttrium y|lutetium lu|indium in|actinium ac|i|y|lu|ac)(?:131|90|177|225)", "radiolabeled"),
        (r"(?:iodine i|yttrium y|lutetium lu|indium in|actinium ac|i|y|lu|ac) (?:131|90|177|111|225)", "radiolabeled"),
        (r"(?:131|90|177|111|225) ?(?:i|y|lu|in|ac)", "radiolabeled"),
        (r"radiolabelled", "radiolabeled"),
        (r"grafting", "graft"),
        (r"radiotherapy|radiation therapy|radiation treatment|radiosurgery|sbrt|imrt|xrt|brachytherapy|irradiation|radiation", "radiation therapy"),
        (r"chemoradiation(?: therapy)?|chemoradiotherapy|radiochemotherapy", "chemotherapy radiation therapy"),
        (r"antibody conjugated", "antibody drug conjugate"),
        (r"dendritic cell|dc", "dendritic"),
        (r"platelet rich plasma|prp", "prp"),
        (r"bacill[eu]s? calmette guerin", "bcg"),
        (r"extracorporeal photo(?:pheresis|chemotherapy|therapy)", "photopheresis"),
        (r"lymphocytes?|leukocyte|leucocyte", "lymphocyte"),
        (r"tnf alpha|tumou?r necrosis factor(?: alpha)?", "tnf"),
        (r"sars cov 2|coronavirus(?: disease)?(?: 2019)?|covid ?19|covid", "covid19"),
        (r"messenger rna", "mrna"),
        (r"adeno ?associated (?:virus|viral)(?: vector)?|r?aav\d*", "aav"),
        (r"chemo", "chemotherapy"),
        (r"blocker|antagonist|blockade", "inhibitor"),
        (r"monoclonal antibody|mab", "monoclonal antibody"),
    )
)  # fmt: skip
#: Words of grammar, and of trials.
GRAMMAR = frozenset("a against an and are as at be both by each for from in into is of off on or per than that the to via with".split())
#: What a name may end with and mean the same without: NK cells, NK cell therapy.
ENDS = frozenset("agent based drug intervention medication medicine medicinal product regimen therapeutic therapy treatment".split())
#: Words that say how, how much or when, and nothing of what, unless they stand in a name.
EMPTY = frozenset(
    """given following only plus then vs when dose dosing dosed high low standard full reduced fixed flat single multiple
    repeat repeated weekly daily monthly once twice thrice day week cycle cohort arm group part phase level total
    continuous bolus intermittent injection injectable injected infusion infused inj iv sc im sq po ip id it intravenous
    intravenously subcutaneous subcutaneously intramuscular intramuscularly intradermal intradermally oral orally
    intraarticular intratumoral intrathecal intralesional intraperitoneal intravitreal topical inhaled transendocardial
    intracoronary intranasal administration administered application delivery prefilled syringe pen autoinjector vial
    solution suspension tablet capsule powder lyophilized formulation biological active comparator experimental
    investigational protocol combination monotherapy maintenance induction consolidation adjuvant neoadjuvant first second
    third line new novel type using recombinant humanized human fully engineered open label randomized study trial test
    control us eu licensed approved sourced reference originator biosimilar company inc ltd boost booster lot composition
    one two three four min max apart interval
    hydrochloride hcl sulfate sodium mesylate""".split()
) | ENDS
#: Words that many names share, and that tell little by themselves.
FAINT = frozenset(
    """cell autologous allogeneic derived donor expanded cultured purified enriched selected isolated processed immune
    specific targeted targeting directed modified gene genetically transduced transfected cancer tumor human adult patient
    own vivo ex body system recipient related unrelated matched hla mismatched product blood peripheral tissue
    transplant scaffold seeded stimulated activated primed pulsed loaded generation encoding expressing""".split()
)
#: Which words are enough by themselves, without "therapy".
SPECIAL = frozenset("tcell bcell nkcell nktcell msc til treg hsc dendritic prp bcg atg car tcr radiation aav msc phage fecal".split())
CARRIERS = frozenset("tcell nkcell nktcell treg macrophage m bcell".split())
#: A thing of which one of these is the last word, or any word of the second list, is not what is given to treat.
NOT_GIVEN = frozenset(
    """analysis assay assessment biopsy brochure call care class coaching collection counseling counselling course
    decision diary education evaluation examination exercise feedback followup follow form game group imaging
    information interview leaflet letter measurement meeting message messaging monitor monitoring navigation observation
    pamphlet pet ct mri scan scanning planning portal program programme questionnaire rate recording registry
    reminder sample sampling screening sequencing session software spectroscopy staining score survey symptom
    telephone tool tracking training test testing video visit ultrasound website workshop pump device sensor app
    strategy survivorship adherence hesitancy uptake policy outreach pathway timing discontinuation withdrawal tapering
    titer level antibodytest pharmacokinetic pharmacodynamic quantification detection diet rehabilitation acupuncture""".split()
)
DUMMY = frozenset("placebo sham dummy mock simulated untreated nothing vehicle placebos".split())


class Part(NamedTuple):
    """A part of a name that may name one thing.

    Attributes:
        text: the part as it was written.
        words: its words, in one spelling, without doses.
        head: the word that says what kind of thing it is, as far as English tells: the last before a preposition.
    """

    text: str
    words: tuple[str, ...]
    head: str


def plain(text: str) -> str:
    """Text in small letters without accents, marks and Greek, with dashes as spaces."""
    for sign, written in GREEK.items():
        text = text.replace(sign, written).replace(sign.upper(), written)
    text = unicodedata.normalize("NFKD", text.lower().replace("®", " ").replace("™", " ").replace("’", "'"))
    return "".join(each for each in text if not unicodedata.combining(each))


def words(text: str) -> tuple[str, ...]:
    """The words of a name, each in the one spelling in which names are compared."""
    found = " ".join(american(singular(each)) for each in re.findall(r"[a-z0-9]+", plain(text).replace("'s ", " ")))
    for pattern, written in SAME:
        found = pattern.sub(written, found)
    return tuple(found.split())


def given(text: str) -> str:
    """A text as far as it says what is given, and not what is left out."""
    return NOT.sub("", f" {text}")


def without_doses(text: str) -> str:
    return DOSE.sub(" ", text)


def told_words(text: str) -> tuple[str, ...]:
    """The words of a part, in their order, without doses and words of grammar."""
    found = tuple(each for each in words(without_doses(text)) if each not in GRAMMAR)
    # A receptor alone is that of a T cell, as one says CD19 CAR.
    if "car" in found and "CAR" in text and CARRIERS.isdisjoint(found) and any(len(each) > 3 for each in found):
        found = (*found, "tcell")
    return found


def name_words(name: str) -> frozenset[str]:
    """The words that must be told for a name to be meant: without what it may end with, if enough is left."""
    found = [each for each in words(name) if each not in GRAMMAR]
    while len(found) > 1 and found[-1] in ENDS and (len(found) > 2 or found[0] in SPECIAL):
        found.pop()
    return frozenset(found)


def head(text: str) -> str:
    """The word that says what kind of thing a part names."""
    before = told_words(AIM.sub("", f" {text}"))
    rest = before or told_words(text)
    strong = [each for each in rest if each not in FAINT and each not in EMPTY and not each.isdigit()]
    return (strong or list(rest) or [""])[-1]


def parts(name: str) -> list[Part]:
    """The parts of a name: what it says outside brackets first, split where it names several things.

    A dummy has none, nor has what is not given, nor what a register calls a test or a way to behave.
    """
    label = LABEL.match(name)
    if label and label["no"]:
        return []
    text = LABEL.sub("", name[:LONGEST])
    inside = [found[1] for found in BRACKET.finditer(text)]
    outside = BRACKET.sub(" , ", text) if inside else text
    if not DUMMY.isdisjoint(outside.casefold().split()):
        inside = []
    found: list[Part] = []
    for piece in (outside, *inside):
        for each in AND.split(without_doses(given(piece))):
            for half in SLASH.split(each):
                if half.strip(" -–:.'\"()[]"):
                    found.append(Part(half.strip(), told_words(half), head(half)))
    return found
