"""Finding records: one analyser, one query model, several engines."""
