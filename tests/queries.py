"""What readers type into a search, and what must come first: ``kind:id``, or ``term:word`` of the glossary.

Abbreviations, brands, lay words, British and American spelling, plurals and mistakes.
"""

from __future__ import annotations

QUERIES = {
    "kidney transplantation": "type:kidney-transplant",
    "liver transplantation": "type:liver-transplant",
    "haploidentical transplantation": "type:haploidentical-transplant",
    "haploidentical stem cell transplant": "type:haploidentical-transplant",
    "cart t cell": "type:car-t-cell-therapy",
    "car t": "type:car-t-cell-therapy",
    "cart": "type:car-t-cell-therapy",
    "carT-cells": "type:car-t-cell-therapy",
    "TNF blokker": "type:tnf-blocker",
    "CAR-T therapies": "type:car-t-cell-therapy",
    "keytruda": "product:pembrolizumab",
    "kimriah": "product:tisagenlecleucel",
    "yescarta": "product:axicabtagene-ciloleucel",
    "humira": "product:adalimumab",
    "bone marow": "type:bone-marrow-transplant",
    "bonne marrow transplant": "type:bone-marrow-transplant",
    "BMT": "type:bone-marrow-transplant",
    "HSCT": "type:blood-stem-cell-transplant",
    "TIL therapy": "type:tumour-infiltrating-lymphocyte-therapy",
    "tumor infiltrating lymphocytes": "type:tumour-infiltrating-lymphocyte-therapy",
    "chekpoint inhibiter": "type:checkpoint-inhibitor",
    "pd1": "type:pd-1-inhibitor",
    "NK cells": "type:nk-cell-therapy",
    "prp": "type:platelet-rich-plasma",
    "exosomes": "type:exosome-products",
    "blood tranfusion": "type:blood-transfusion",
    "fecal transplant": "type:faecal-microbiota-transplant",
    "insulin": "type:insulin",
    "islet transplants": "type:islet-transplant",
    "dendritic cel vaccine": "type:dendritic-cell-vaccine",
    "skin graft": "type:skin-autograft",
    "knee stem cells": "type:stem-cell-injection-for-knee-arthritis",
    "immunotherapy": "term:immunotherapy",
    "cell therapies": "page:learn/cell-therapy.html",
}
