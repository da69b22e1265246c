"""How dates are written where the house departs from Django's custom (FORMAT_MODULE_PATH)."""
