"""The language of names: two ways to write one thing, and words that tell more or less.

All of this is about language: what things are called stands in the records.
"""

from __future__ import annotations

import re


def listed(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


#: Two ways to write one thing, each as a pattern of plain words; applied in this order.
SAME = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), written)
    for pattern, written in (
        (r"anti cd ?(\d+)", r"cd\1"),
        (r"cd ?(\d+) ?(car|cart)", r"cd\1 car"),
        (r"car ?(\d\d)(?: \d\d)? t(?: cell)?|cart ?(19|20|22)", r"cd\1\2 car tcell"),
        (r"cart ?\d{1,2}", "car tcell"),
        (r"ctl", "cytotoxic tcell"),
        (r"exo", "exosome"),
        (r"pd l ?1", "pdl1"),
        (r"pd 1", "pd1"),
        (r"ctla ?4", "ctla4"),
        (r"(?:interleukin|il) (\d+)", r"il\1"),
        (r"(?:interferon|ifn)", "interferon"),
        (r"cd (\d+)", r"cd\1"),
        (r"alfa|alph", "alpha"),
        (r"(alpha|beta|gamma)(\d\w?)", r"\1 \2"),
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
GRAMMAR = listed(
    "a against an and are as at be both by each for from in into is of off on or per than that the to via with"
)
#: What a name may end with and mean the same without: NK cells, NK cell therapy.
ENDS = listed(
    "agent based drug intervention medication medicine medicinal product regimen therapeutic therapy treatment"
)
#: Words that say how, how much or when, and nothing of what, unless they stand in a name.
EMPTY = (
    listed("""given following only plus then vs when dose dosing dosed high low standard full reduced fixed flat single multiple
    repeat repeated weekly daily monthly once twice thrice day week cycle cohort arm group part phase level total
    continuous bolus intermittent injection injectable injected infusion infused inj iv sc im sq po ip id it intravenous
    intravenously subcutaneous subcutaneously intramuscular intramuscularly intradermal intradermally oral orally
    intraarticular intratumoral intrathecal intralesional intraperitoneal intravitreal topical inhaled transendocardial
    intracoronary intranasal administration administered application delivery prefilled syringe pen autoinjector vial
    solution suspension tablet capsule powder lyophilized formulation biological active comparator experimental
    investigational protocol combination monotherapy maintenance induction consolidation adjuvant neoadjuvant first second
    third line new novel type using recombinant humanized human fully engineered open label randomized study trial test
    control us eu licensed approved sourced reference originator biosimilar company inc ltd boost booster lot composition
    one two three four min max apart interval stage pediatric paediatric
    hydrochloride hcl sulfate sodium mesylate""")
    | ENDS
)
#: Words that many names share, and that tell little by themselves.
FAINT = listed("""cell autologous allogeneic derived donor expanded cultured purified enriched selected isolated processed immune
    specific targeted targeting directed modified gene genetically transduced transfected cancer tumor human adult patient
    own vivo ex body system recipient related unrelated matched hla mismatched product blood peripheral tissue
    transplant scaffold seeded stimulated activated primed pulsed loaded generation encoding expressing""")
#: Which words are enough by themselves, without "therapy".
SPECIAL = listed(
    "tcell bcell nkcell nktcell msc til treg hsc dendritic prp bcg atg car tcr radiation aav msc phage fecal"
)
CARRIERS = listed("tcell nkcell nktcell treg macrophage m bcell")
#: Who the cells are from tells more than other such words.
DONOR = listed("autologous allogeneic")
#: A thing of which one of these is the last word, or any word of the second list, is not what is given to treat.
NOT_GIVEN = listed("""analysis assay assessment biopsy brochure coaching collection counseling counselling
    diary education evaluation examination exercise feedback followup game imaging
    information interview leaflet letter measurement meeting message messaging monitor monitoring navigation observation
    pamphlet pet ct mri scan scanning planning portal program programme questionnaire recording registry
    reminder sample sampling screening sequencing session software spectroscopy staining score survey symptom
    telephone tracking training test testing video visit ultrasound website workshop pump device sensor app
    strategy survivorship adherence hesitancy uptake policy outreach pathway discontinuation withdrawal tapering
    titer antibodytest pharmacokinetic pharmacodynamic quantification detection diet rehabilitation acupuncture""")
#: With one of these, what is told is a dummy, or another thing than its words say: laser light is no radiotherapy.
DUMMY = listed(
    "placebo sham dummy mock simulated untreated nothing vehicle infrared laser ultraviolet uvb microwave shortwave"
)
