"""Nodes that print something before their children, and something after them.

A visitor of a translator goes before its half here: ``line`` has only an end. Those that print nothing, on purpose,
are in NOTHING.
"""

from __future__ import annotations

SIMPLE: dict[str, tuple[str, str]] = {
    # blocks
    "document": ("", ""),
    "title": ("", "]\n\n"),
    "rubric": ("\n\n#minor[", "]\n\n"),
    "subtitle": ("\n\n#minor[", "]\n\n"),
    "caption": ("\n\n#minor[", "]\n\n"),
    "legend": ("\n\n#legend[", "]"),
    "compact_paragraph": ("", "\n\n"),
    "PassthroughTextElement": ("", "\n\n"),
    "compound": ("", "\n\n"),
    "list_item": ("", ""),
    "definition": ("", ""),
    "glossary": ("", ""),
    "term": ("", ""),
    "classifier": ("#emph[ \\: ", "]"),
    "Admonition": ("", "]\n\n"),
    "topic": ("", "]\n\n"),
    "sidebar": ('\n\n#note("plain", none)[\n', "]\n\n"),
    "versionmodified": ("\n\n#block[", "]\n\n"),
    "block_quote": ("\n\n#quoted[", "]\n\n"),
    "attribution": ("#attribution[", "]\n\n"),
    "literal_block": ("", "]\n\n"),
    "line_block": ("\n\n#verse[", "]\n\n"),
    "line": ("", "#linebreak()\n"),
    "centered": ("\n\n#align(center)[", "]\n\n"),
    "transition": ("\n\n#rule()\n\n", ""),
    "acks": ("", ""),
    "brief": ("\n\n#brief[", "]\n\n"),
    "dense": ("\n\n#dense[", "]\n\n"),
    "hlist": ("", ""),
    "hlistcol": ("", ""),
    # in a line
    "emphasis": ("#emph[", "]"),
    "strong": ("#strong[", "]"),
    "subscript": ("#sub[", "]"),
    "superscript": ("#super[", "]"),
    "title_reference": ("#emph[", "]"),
    "literal_emphasis": ("#emph[", "]"),
    "literal_strong": ("#strong[", "]"),
    "manpage": ("#emph[", "]"),
    "abbreviation": ("", ""),
    "generated": ("", ""),
    "target": ("", ""),
    "download_reference": ("", ""),
    "pending_xref": ("", ""),  # Sphinx left it open, and has warned
    # descriptions of functions, commands and options
    "desc": ("\n\n", "\n\n"),
    "desc_signature": ("\n\n#signature[", "]\n\n"),
    "desc_signature_line": ("", "#linebreak()"),
    "desc_content": ("\n\n#indented[", "]\n\n"),
    "desc_name": ("#strong[", "]"),
    "desc_addname": ("", ""),
    "desc_type": ("", ""),
    "desc_returns": (" → ", ""),
    "desc_annotation": ("#emph[", "]"),
    "desc_parameter": ("", ""),
    "desc_type_parameter": ("", ""),
    "desc_optional": ("\\[", "\\]"),
    "desc_inline": ("", ""),
    "desc_sig_element": ("", ""),
    "desc_sig_space": ("", ""),
}
NOTHING = frozenset((
    "colspec", "comment", "decoration", "docinfo", "highlightlang", "index", "meta", "substitution_definition",
    "tabular_col_spec",
))  # fmt: skip
