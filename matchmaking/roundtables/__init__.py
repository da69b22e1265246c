"""Meetings around published requests: the dossier before, the outcomes after."""
