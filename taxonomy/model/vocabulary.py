"""Every closed list of values, each value with the plain words a reader sees.

A vocabulary is a mapping *value -> plain words*, in the order in which readers meet the values. ``SOURCES`` says where each list comes from.
"""

from __future__ import annotations

AGENT = {
    "cells": "living cells",
    "engineered_tissue": "living tissue grown in a laboratory",
    "native_tissue": "tissue moved from one place or person to another",
    "organ": "a whole organ",
    "blood_cells": "blood cells from a donor or from yourself",
    "platelets": "platelets (pieces of cells)",
    "plasma": "the liquid part of blood",
    "acellular_matrix": "tissue material whose cells are dead or gone",
    "vesicle": "tiny bubbles that cells give off",
    "microbe": "living bacteria or other microbes",
    "virus": "a living virus",
    "vector": "a carrier that brings in a gene",
    "nucleic_acid": "genetic material (DNA or RNA)",
    "protein": "a protein",
    "antibody": "antibodies",
    "antibody_conjugate": "an antibody that carries a drug or radiation",
    "antigen": "the substance that the immune system should learn about",
    "small_molecule": "a chemical medicine",
    "removal": "nothing: something is taken out of your blood",
    "device": "a device, material or radiation",
}
DONOR = {
    "autologous": "yourself",
    "allogeneic_related": "a relative",
    "allogeneic_unrelated": "an unrelated donor",
    "xenogeneic": "an animal",
    "either": "yourself or a donor",
    "na": "not from a donor",
}
MANIPULATION = {
    "minimal": "only washed, sorted, cooled or frozen",
    "more_than_minimal": "grown, changed or treated in a laboratory",
    "na": "does not apply",
}
HOMOLOGOUS = {
    "y": "does the same job as in the donor",
    "n": "is meant to do a different job",
    "contested": "experts differ on whether it does the same job",
    "na": "does not apply",
}
GENETIC = {
    "none": "no genes are changed or added",
    "ex_vivo": "genes are changed in cells outside the body",
    "cell_line": "the cells come from a gene-modified cell line",
    "in_vivo": "genetic material acts inside the body",
}
FUNCTION = {
    "replace": "replace what is missing",
    "regenerate": "regrow or repair",
    "attack": "attack what makes you ill",
    "modulate": "calm or adjust what the body does",
    "deliver": "deliver a substance",
    "restore_gene": "restore a gene's work",
    "supply": "supply what is missing",
    "prevent": "prevent an illness",
    "remove": "remove what does harm",
}
IMMUNE_EFFECT = {
    "activates": "wakes up the immune system",
    "primes": "shows the immune system its target",
    "redirects": "aims immune cells at a target",
    "supplies_effector": "gives you ready-made immune cells or antibodies",
    "tolerises": "teaches the immune system to leave something alone",
    "suppresses": "calms the immune system",
    "removes": "takes away some immune cells or antibodies",
    "reconstitutes": "rebuilds the immune system",
    "none": "has no effect on the immune system that is part of the treatment",
}
STIMULATING = frozenset({"activates", "primes", "redirects", "supplies_effector"})
CALMING = frozenset({"suppresses", "removes"})
IMMUNE_ROLE = {
    "primary": "this is how it is meant to work",
    "co_primary": "this is one of the ways in which it is meant to work",
    "secondary": "this is at most a side effect, not how it is meant to work",
    "none": "the immune system is not part of how it works",
    "unclear": "science has not settled whether this is how it works",
}
HOST_ROLE = {
    "active": "your own immune system does the work",
    "passive": "ready-made immune defence from outside does the work",
    "both": "your own immune system and ready-made defence from outside work together",
    "na": "does not apply",
}
SPECIFICITY = {
    "antigen": "aims at a known target",
    "nonspecific": "acts on the immune system as a whole",
    "na": "does not apply",
}
INTENT = {
    "treat": "treat an illness",
    "prevent": "prevent an illness",
    "reproduce": "have a child",
}
FLAG = {
    "nonviable": "the cells are no longer alive when given",
    "in_vivo_generated": "the working cells are made inside the body",
    "infectious_vaccine": "a vaccine against an infection",
    "synthetic_oligo": "a short, synthetic piece of genetic material",
    "edit_not_recombinant": "a gene is edited without adding foreign genetic material",
}
YES_NO = {"y": "yes", "n": "no"}

ANSWER = {"yes": "Yes", "no": "No", "contested": "It depends who you ask"}
TERM = {"cell_therapy": "cell therapy", "immunotherapy": "immunotherapy"}

AREA = {
    "cancer": "cancer",
    "blood": "blood",
    "immune": "immune system and allergy",
    "infection": "infection",
    "transplant": "transplant",
    "heart": "heart and vessels",
    "hormones": "diabetes, hormones and metabolism",
    "nerves": "brain and nerves",
    "eye": "eye",
    "skin": "skin and wounds",
    "bones-joints": "bones, joints and muscles",
    "gut-liver": "gut and liver",
    "lung": "lungs",
    "kidney-urinary": "kidneys and urinary tract",
    "sexual-reproductive": "sexual and reproductive health",
    "inherited": "inherited disease",
    "other": "other",
}
FAMILY = {
    "transfusion": "Transfusion",
    "blood-stem-cells": "Blood stem cell transplants",
    "effector-cells": "Immune cells that attack",
    "regulatory-cells": "Cells that calm the immune system",
    "stromal-cells": "Stromal and fat-derived cells",
    "tissue-repair": "Cells and tissue for repair",
    "hormone-cells": "Islets and other hormone-making cells",
    "gene-modified-stem-cells": "Gene-modified stem cells",
    "gene-therapy": "Gene therapy inside the body",
    "antibodies": "Antibodies",
    "conjugates": "Antibodies that carry a drug or radiation",
    "engagers": "Engagers that link immune cells to a target",
    "checkpoint-inhibitors": "Checkpoint inhibitors",
    "cytokines": "Cytokines and growth factors",
    "vaccines": "Vaccines",
    "allergy": "Allergen immunotherapy",
    "microbes-viruses": "Microbes and viruses",
    "immune-globulins": "Immune globulins and antitoxins",
    "immunosuppression": "Medicines that calm the immune system",
    "apheresis": "Treatments that filter the blood",
    "acellular": "Products without living cells",
    "transplants": "Organ and tissue transplants",
    "reproductive": "Reproductive cells",
    "other-medicines": "Other medicines people confuse with these",
}

JURISDICTION = {
    "US": "United States",
    "EU": "European Union",
    "UK": "United Kingdom",
    "JP": "Japan",
    "CA": "Canada",
    "AU": "Australia",
    "KR": "South Korea",
    "CN": "China",
    "IN": "India",
    "CH": "Switzerland",
    "international": "Several countries",
}
STATUS = {
    "authorised": "approved by the regulator",
    "conditional": "approved early, on conditions",
    "established_practice": "long-established medical practice",
    "investigational": "being tested in trials",
    "refused": "refused by the regulator",
    "withdrawn": "approval ended",
    "unproven_marketed": "sold without proof",
    "refuted": "tested and shown not to work",
    "superseded": "replaced by newer treatments",
    "not_authorised": "not approved there",
}
CERTAINTY = {
    "high": "GRADE high: further research is unlikely to change the answer",
    "moderate": "GRADE moderate: the answer is probably right",
    "low": "GRADE low: the answer may be quite wrong",
    "very_low": "GRADE very low: the answer is very uncertain",
    "ocebm_1": "OCEBM 1: a systematic review of randomised trials",
    "ocebm_2": "OCEBM 2: a randomised trial",
    "ocebm_3": "OCEBM 3: a comparison without random allocation",
    "ocebm_4": "OCEBM 4: patients without a comparison group",
    "ocebm_5": "OCEBM 5: reasoning from how the body works",
    "none_found": "no study found that answers the question",
    "not_read": "we have not read the studies of this use yet",
}
DIRECTION = {
    "benefit": "people did better",
    "no_better": "no better than the comparison",
    "harm": "people did worse",
    "unclear": "not clear whether it helps",
    "not_read": "not told here: we have not read the studies yet",
}
AGENCY = {
    "FDA": "US Food and Drug Administration",
    "EMA": "European Commission, on the advice of the European Medicines Agency",
    "MHRA": "UK Medicines and Healthcare products Regulatory Agency",
    "PMDA": "Japanese Ministry of Health, Labour and Welfare, on the advice of the PMDA",
    "HC": "Health Canada",
    "TGA": "Therapeutic Goods Administration (Australia)",
    "MFDS": "Ministry of Food and Drug Safety (South Korea)",
    "NMPA": "National Medical Products Administration (China)",
    "CDSCO": "Central Drugs Standard Control Organisation (India)",
    "SMC": "Swissmedic (Switzerland)",
}
HARM = {
    "death": "deaths from the treatment",
    "boxed": "the strongest warning of a US label",
    "grave": "grave harms",
    "contraindication": "who must not have it, as the label says",
    "frequent": "frequent harms",
    "late": "harms that come late",
    "urgent": "signs for which patients are told to call at once",
}
SOUGHT = {name: HARM[name] for name in ("death", "grave", "frequent", "late", "urgent")}  # what every treatment tells
STEP = {
    "tests": "Tests before",
    "collection": "Collecting",
    "making": "Making",
    "preparation": "Preparing",
    "giving": "Giving",
    "watching": "Watching",
    "after": "Afterwards",
}
LIFE = {
    "onset": "When does it start to work, and how does one know?",
    "duration": "How long does it last?",
    "again": "Can it be given again?",
    "failure": "What if it does not work?",
    "carer": "Do I need somebody with me?",
    "driving": "May I drive?",
    "work": "Can I work?",
    "children_pets": "Children and pets",
    "food": "Food and alcohol",
    "travel": "Travel",
    "vaccines": "Vaccines",
    "pregnancy": "Pregnancy and fertility",
    "sex": "Sex",
    "hair": "Will I lose my hair?",
    "age": "Is there an age limit?",
    "other_illness": "What if I have another illness, too?",
}
COST = {"list_price": "list price", "who_pays": "who pays", "trial": "in a trial"}
STUDY = {"guideline": "guideline", "review": "review", "trial": "trial"}
DESIGN = {
    "guideline": "a guideline",
    "randomised_trials": "a review of trials with groups drawn by lot",
    "other_studies": "a review of other studies",
    "randomised": "a trial with groups drawn by lot",
    "controlled": "a comparison without drawing lots",
    "single_arm": "a study without a comparison group",
}
RESULT = {
    "for": "people did better, or it is recommended",
    "against": "it failed, or it is advised against",
    "neither": "no clear difference, or no clear advice",
}
THEME = {
    "what-is-what": "What is what",
    "how-it-works": "How it works",
    "does-it-work": "Does it work?",
    "harms": "What can go wrong",
    "steps": "What happens, and how long it takes",
    "daily-life": "Daily life",
    "children-family": "Children, family, pregnancy",
    "cost-access": "Cost and access",
    "approval": "Is it approved?",
    "unproven-offers": "Offers without proof",
    "trials-help": "Trials and help",
    "words": "Words",
}
PART = {
    "uses": "What it is used for",
    "harms": "What can go wrong",
    "steps": "What happens",
    "life": "Life with it",
    "costs": "What it costs",
    "outcomes": "In how many people what happened",
}
PROVEN_OF = {"any": "cell and immune treatments", "cells": "cell treatments"}
HELP = {
    "trials": "find a trial",
    "licensed": "see what is licensed",
    "patients": "talk to somebody",
    "report_harm": "report a harm",
    "report_offer": "report a dubious offer",
}
PLACE_OF_AGENCY = {
    "FDA": "US",
    "EMA": "EU",
    "MHRA": "UK",
    "PMDA": "JP",
    "HC": "CA",
    "TGA": "AU",
    "MFDS": "KR",
    "NMPA": "CN",
    "CDSCO": "IN",
    "SMC": "CH",
}
APPROVAL_STATUS = {
    "approved": "approved",
    "conditional": "approved early, on conditions",
    "withdrawn": "approval ended",
    "refused": "refused",
    "application_withdrawn": "application withdrawn by the company before a decision",
    "not_approved": "not approved",
}
VERDICT = {
    "correct": "Correct",
    "imprecise": "Right idea, wrong edges",
    "misleading": "Misleading",
    "wrong": "Wrong",
    "unsupported": "Not supported by evidence",
}
CLAIM_THEME = {
    "cancer": "Immunotherapy for cancer",
    "car-t": "CAR-T cells and gene therapy",
    "transplants": "Transplants, blood and cord blood",
    "stem-cells": "Stem cells for joints, nerves, ageing and more",
    "plasma": "Exosomes, platelets, plasma and birth products",
    "boosters": "Boosters, clinics’ immune cells and home remedies",
    "vaccines": "Vaccines, antibodies and allergy",
    "offers": "Offers, approvals and trials",
    "words": "What the words mean",
    "article": "The article that this began with",
}
ORIGIN = {
    "article": "the article that this reference began from",
    "advertisement": "advertisements",
    "news": "news",
    "forum": "forums and social media",
    "leaflet": "leaflets and general health pages",
}
AUTHORITY_ROLE = {
    "defines": "defines the term, so its answer counts in a dispute",
    "files": "files treatments for indexing or payment; recorded, never counted",
    "regulates": "regulates products for its own purpose; recorded, never counted",
    "observes": "describes usage; recorded, never counted",
}
KIND = {
    "type": "a kind of treatment",
    "product": "a product",
    "claim": "a checked claim",
    "authority": "an authority",
    "illness": "an illness",
    "question": "a question that people ask",
    "country": "a country, with where to get help there",
}
QUESTION_GROUP = {
    "first": "What kind of treatment it is",
    "treatment": "What is given and how it works",
    "course": "What happens to you",
    "proof": "What it is used for, and what is proven",
    "practical": "Harms and practical matters",
}
NAME = {
    "exact": "another name of the same thing",
    "broader": "a name of something wider, which people use for it",
    "narrower": "a name of a part of it, such as one medicine of its kind",
    "abbreviation": "a short form",
    "inn": "the international non-proprietary name",
    "brand": "a brand name",
    "code": "a code name of its maker",
    "stem": "an ending of international names that marks things of its kind",
}
PREDICATE = {
    "skos:exactMatch": "the same thing",
    "skos:closeMatch": "nearly the same thing",
    "skos:broadMatch": "something wider",
    "skos:narrowMatch": "something narrower",
    "skos:relatedMatch": "something related",
}

SOURCES = {
    "agent": "ISBT 128 ST-002 chapters; 21 CFR 1271.3(d) exclusions; NCIt and WHO ATC for the rest",
    "donor": "21 CFR 1271.3(a) and 1271.10(a)(4)(ii)",
    "manipulation": "21 CFR 1271.3(f); Annex I of Regulation (EC) 1394/2007",
    "homologous": "21 CFR 1271.3(c); Regulation (EC) 1394/2007, 'same essential function'",
    "genetic": "FDA, What is gene therapy; Directive 2001/83/EC Annex I Part IV",
    "function": "FDA and EU intended use",
    "immune_effect": "NCI dictionary; MeSH active and passive immunotherapy; FACT; IUPAC",
    "immune_role": "product label section 12.1; EU 'principal mode of action'",
    "host_role": "MeSH D016233 and D016219",
    "specificity": "NCI general and specific immunotherapy",
    "intent": "NCIt against MeSH and IUPAC",
    "flag": "exclusions in the EU definition of a gene therapy medicinal product; border cases",
    "state": "FDA, EMA, PMDA; ISSCR 2021 recommendation 3.1.1",
    "certainty": "GRADE where a review or guideline states it, else OCEBM 2011 levels",
}
