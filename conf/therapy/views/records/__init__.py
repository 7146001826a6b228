"""What the pages of illnesses, medicines, questions and countries show, made as plain blocks."""
