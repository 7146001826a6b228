"""The rooms that make the site and the book; ``conf.py`` configures them."""
