"""Checks before an introduction: which apply, who cleared them, with what evidence, until when."""
