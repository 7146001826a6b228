"""Visitors of described objects: functions, commands, options and their parameters."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from .writer import Base, wrap


class Desc(Base):
    """Sphinx's ``desc`` nodes."""

    def visit_desc_parameterlist(self, node: nodes.Element) -> None:
        """Print the parameters in brackets."""
        opened, closed = self._brackets(node)
        parts = [self.capture(child) for child in node.children]
        self.add(opened + ", ".join(parts) + closed)
        raise nodes.SkipNode

    def _brackets(self, node: nodes.Element) -> tuple[str, str]:
        if isinstance(node, addnodes.desc_type_parameter_list):
            return "\\[", "\\]"
        return "\\(", "\\)"

    def visit_desc_type_parameter_list(self, node: addnodes.desc_type_parameter_list) -> None:
        """Print the type parameters in square brackets."""
        self.visit_desc_parameterlist(node)


for _name, _before, _after in (
    ("desc", "\n\n", "\n\n"),
    ("desc_signature", "\n\n#signature[", "]\n\n"),
    ("desc_signature_line", "", "#linebreak()"),
    ("desc_content", "\n\n#indented[", "]\n\n"),
    ("desc_name", "#strong[", "]"),
    ("desc_addname", "", ""),
    ("desc_type", "", ""),
    ("desc_returns", " → ", ""),
    ("desc_annotation", "#emph[", "]"),
    ("desc_parameter", "", ""),
    ("desc_type_parameter", "", ""),
    ("desc_optional", "\\[", "\\]"),
    ("desc_inline", "", ""),
    ("desc_sig_element", "", ""),
    ("desc_sig_space", "", ""),
):
    wrap(Desc, _name, _before, _after)
