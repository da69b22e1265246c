"""The study of the adequacy, effectiveness and sustainability of assistance (paragraph 60 a)."""
