"""The shared pieces that pages are composed from; every template has them without loading.

The living style guide shows each of them once.
"""

from config.templatetags.pieces import charts, forms, lists, page, shell
from config.templatetags.pieces.library import register

__all__ = ["charts", "forms", "lists", "page", "register", "shell"]
