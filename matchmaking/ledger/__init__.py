"""Every cent of a fund, from contributor to result: double entry, never edited."""
