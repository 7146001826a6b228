"""What helps to write records: new ones, mended ones, and what a change does. Only a checkout has it."""

from .problem_examples import Example, read_examples

__all__ = ["Example", "read_examples"]
