"""Rules for sub-classes and for the two regulatory classes, which are opinions derived from the law.

They follow the memberships and never change them.
"""

from __future__ import annotations

from .membership import BLOOD, LIVING
from .rule import Facts, Says, declared, rule

GENE_CARRIERS = frozenset({"vector", "virus", "nucleic_acid"})
REPAIR = frozenset({"regenerate", "replace"})
NCI_ADOPTIVE = Says("nci", "yes", "it speaks of T cells only", "nci-adoptive-cell-transfer")
FACT_EFFECTORS = Says(
    "fact", "yes", "immune effector cells include T, NK, B and dendritic cells", "fact-immune-effector-cells"
)
EU_ATMP = Says("eu-atmp", "yes", "derived from the definitions in EU law", "eu-1394-2007 @ Article 2")
EU_SOHO = Says("eu-soho", "yes", "derived from the EU regulation on substances of human origin", "eu-2024-1938")
FDA_HCTP = Says("fda-hctp", "yes", "derived from the US rules on human cells and tissues", "cfr-1271-10 @ (a)")
FDA_CGT = Says("fda-cgt", "yes", "derived from FDA's list of cellular and gene therapy products", "fda-cgt")
MESH_ACTIVE = Says("mesh", "yes", "active immunotherapy", "mesh-d016233")
MESH_PASSIVE = Says("mesh", "yes", "adoptive immunotherapy is usually considered passive", "mesh-d016219")
FDA_GENE = Says("fda-cgt", "yes", "it changes how a gene works, or what living cells do", "fda-gene-therapy")


@rule("SC1", "subclass", "adoptive cell therapy", NCI_ADOPTIVE, FACT_EFFECTORS)
def adoptive(f: Facts) -> bool:
    """Living immune cells are given to do the work themselves."""
    return (
        bool(f.agent & LIVING)
        and not f.flag & {"nonviable", "in_vivo_generated"}
        and "supplies_effector" in f.effect
        and f.role in ("primary", "co_primary")
    )


@rule("SC2", "subclass", "active immunotherapy", MESH_ACTIVE)
def active(f: Facts) -> bool:
    """Your own immune system does the work."""
    return f.host_role in ("active", "both")


@rule("SC3", "subclass", "passive immunotherapy", MESH_PASSIVE)
def passive(f: Facts) -> bool:
    """Ready-made immune defence from outside does the work."""
    return f.host_role == "passive"


@rule(
    "SC4", "subclass", "specific immunotherapy",
    Says("nci", "yes", "it tells general from specific immunotherapy", "nci-immunotherapy"),
)  # fmt: skip
def specific(f: Facts) -> bool:
    """It aims the immune system at a known target."""
    return f.specificity == "antigen" and f.role in ("primary", "co_primary")


@rule(
    "SC5", "subclass", "non-specific immunotherapy",
    Says("nci", "yes", "it tells general from specific immunotherapy", "nci-immunotherapy"),
)  # fmt: skip
def nonspecific(f: Facts) -> bool:
    """It acts on the immune system as a whole."""
    return f.specificity == "nonspecific" and f.role in ("primary", "co_primary")


@rule("SC6", "subclass", "tolerogenic therapy", Says("mesh", "yes", "desensitisation", "mesh-d007167"))
def tolerogenic(f: Facts) -> bool:
    """It teaches the immune system to leave something alone."""
    return "tolerises" in f.effect


@rule("SC7", "subclass", "gene therapy", FDA_GENE)
def gene_therapy(f: Facts) -> bool:
    """Genes are changed, added or delivered as the treatment."""
    return f.genetic != "none" and not f.flag & {"infectious_vaccine", "synthetic_oligo"}


@rule(
    "SC8", "subclass", "regenerative medicine",
    Says("eu-atmp", "yes", "cells to regenerate, repair or replace human tissue", "eu-1394-2007 @ Article 2"),
)  # fmt: skip
def regenerative(f: Facts) -> bool:
    """Living cells are given to replace or regrow what is missing."""
    return bool(f.agent & LIVING) and not f.flag & {"nonviable", "in_vivo_generated"} and f.function in REPAIR


@rule("EU1", "eu_class", "substance of human origin: reproductive cells", EU_SOHO)
def eu_reproductive(f: Facts) -> bool:
    """Reproductive cells fall under the law on substances of human origin."""
    return f.intent == "reproduce"


@rule("EU2", "eu_class", "organ (organ transplant law)", Says("eu-soho", "no", "organs are left out", "eu-2024-1938"))
def eu_organ(f: Facts) -> bool:
    """Organs have a law of their own."""
    return "organ" in f.agent


@rule("EU3", "eu_class", "substance of human origin: blood", EU_SOHO)
def eu_blood(f: Facts) -> bool:
    """Blood and its parts fall under the law on substances of human origin."""
    return bool(f.agent & (BLOOD | {"plasma"}))


@rule("EU4", "eu_class", "gene therapy medicinal product", EU_ATMP)
def eu_gene_modified_cells(f: Facts) -> bool:
    """Cells with added genetic material are gene therapy medicines."""
    return bool(f.agent & LIVING) and f.genetic in ("ex_vivo", "cell_line") and "edit_not_recombinant" not in f.flag


def eu_engineered(f: Facts) -> bool:
    """Whether cells or tissues are substantially changed, or used for another job."""
    cells = bool(f.agent & (LIVING | {"native_tissue"}))
    return cells and (f.manipulation == "more_than_minimal" or f.homologous == "n")


@rule("EU5", "eu_class", "combined tissue engineered product", EU_ATMP)
def eu_combined_tissue(f: Facts) -> bool:
    """Engineered tissue joined to a device is a combined product."""
    return eu_tissue_engineered.applies(f) and "device" in f.agent


@rule("EU6", "eu_class", "tissue engineered product", EU_ATMP)
def eu_tissue_engineered(f: Facts) -> bool:
    """Changed cells that regenerate, repair or replace a tissue are tissue engineered products."""
    repairs = f.function in REPAIR and f.tissue_target == "y"
    return eu_engineered(f) and repairs and "nonviable" not in f.flag


@rule("EU7", "eu_class", "combined somatic cell therapy medicinal product", EU_ATMP)
def eu_combined_cells(f: Facts) -> bool:
    """Changed cells joined to a device are a combined product."""
    return eu_engineered(f) and "device" in f.agent


@rule("EU8", "eu_class", "somatic cell therapy medicinal product", EU_ATMP)
def eu_somatic(f: Facts) -> bool:
    """Cells that are changed, or used for another job, are somatic cell therapy medicines."""
    return eu_engineered(f)


@rule("EU9", "eu_class", "substance of human origin: tissue or cells", EU_SOHO)
def eu_tissue(f: Facts) -> bool:
    """Little-changed cells and tissues fall under the law on substances of human origin."""
    return bool(f.agent & (LIVING | {"native_tissue"}))


@rule(
    "EU10", "eu_class", "vaccine (expressly not gene therapy)",
    Says("eu-atmp", "no", "vaccines against infections are left out", "eu-1394-2007 @ Article 2"),
)  # fmt: skip
def eu_vaccine(f: Facts) -> bool:
    """Vaccines against infections are expressly not gene therapy."""
    return "infectious_vaccine" in f.flag


@rule("EU11", "eu_class", "gene therapy medicinal product", EU_ATMP)
def eu_gene_in_the_body(f: Facts) -> bool:
    """Vectors and recombinant nucleic acids are gene therapy medicines."""
    return (
        f.genetic == "in_vivo"
        and bool(f.agent & GENE_CARRIERS)
        and not f.flag & {"synthetic_oligo", "edit_not_recombinant"}
    )


@rule("EU0", "eu_class", "not an advanced therapy")
def eu_other(f: Facts) -> bool:
    """It holds no cells and no recombinant genetic material, so it is no advanced therapy."""
    return True


@rule(
    "US1", "fda_class", "organ (not regulated by FDA)",
    Says("fda-hctp", "no", "organs are left out", "cfr-1271-3 @ (d)(1)"),
)  # fmt: skip
def us_organ(f: Facts) -> bool:
    """Organs with blood vessels are left out of FDA's rules on cells and tissues."""
    return "organ" in f.agent


@rule(
    "US2", "fda_class", "blood product",
    Says("fda-hctp", "no", "blood and its parts are left out", "cfr-1271-3 @ (d)(2)"),
)  # fmt: skip
def us_blood(f: Facts) -> bool:
    """Blood and its parts are regulated as blood products."""
    return bool(f.agent & (BLOOD | {"plasma"}))


@rule("US3", "fda_class", "tissue under section 361", FDA_HCTP)
def us_reproductive(f: Facts) -> bool:
    """Reproductive cells and tissues fall under the rules for human tissue."""
    return f.intent == "reproduce"


@rule("US4", "fda_class", "device", Says("fda-cgt", "yes", "some tissue products were approved as devices", "fda-cgt"))
def us_device(f: Facts) -> bool:
    """FDA used the device pathway for this product."""
    return f.fda_pathway == "device" or f.agent <= {"device", "removal"}


@rule(
    "US5", "fda_class", "biological product under section 351 (animal cells)",
    Says("fda-hctp", "no", "animal cells are left out of the rules for human tissue", "cfr-1271-3 @ (d)"),
)  # fmt: skip
def us_animal(f: Facts) -> bool:
    """Living animal cells need a licence."""
    return bool(f.agent & (LIVING | {"native_tissue"})) and f.donor == "xenogeneic"


@rule("US6", "fda_class", "cell-based gene therapy (section 351)", FDA_CGT)
def us_gene_modified(f: Facts) -> bool:
    """Gene-modified cells are cell-based gene therapy and need a licence."""
    return bool(f.agent & LIVING) and f.genetic in ("ex_vivo", "cell_line")


@rule("US7", "fda_class", "tissue under section 361", FDA_HCTP)
def us_tissue(f: Facts) -> bool:
    """Little-changed cells for the same job, close to home, fall under the rules for human tissue."""
    return (
        bool(f.agent & (LIVING | {"native_tissue"}))
        and f.manipulation == "minimal"
        and f.homologous == "y"
        and "device" not in f.agent
        and (f.systemic == "n" or f.donor in ("autologous", "allogeneic_related"))
    )


@rule("US8", "fda_class", "biological product under section 351 (cell therapy)", FDA_HCTP)
def us_cells(f: Facts) -> bool:
    """Other cells and tissues are medicines that need a licence."""
    return bool(f.agent & (LIVING | {"native_tissue"}))


@rule("US9", "fda_class", "vaccine (section 351)", FDA_CGT)
def us_vaccine(f: Facts) -> bool:
    """Vaccines against infections need a licence as vaccines."""
    return "infectious_vaccine" in f.flag


@rule("US10", "fda_class", "gene therapy (section 351)", FDA_GENE)
def us_gene(f: Facts) -> bool:
    """Genetic material that acts inside the body is gene therapy and needs a licence."""
    return gene_therapy.applies(f)


@rule("US11", "fda_class", "drug")
def us_drug(f: Facts) -> bool:
    """Chemical medicines and short synthetic nucleic acids are drugs."""
    return f.agent <= {"small_molecule"} or "synthetic_oligo" in f.flag


@rule("US0", "fda_class", "biological product (section 351)")
def us_biological(f: Facts) -> bool:
    """Other products of living things are biological products."""
    return True


#: Of the sub-classes each that applies holds; of the two regulatory classes, the first that stands above.
SUBCLASSES, EU_CLASSES, FDA_CLASSES = (declared(globals(), term) for term in ("subclass", "eu_class", "fda_class"))
