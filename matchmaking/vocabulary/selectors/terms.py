"""The terms of the field as the search reads them."""

from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.vocabulary.models import Concept


def concept_rows() -> list[dict[str, str]]:
    """Return the concepts in use in the columns of thesaurus.csv, edits of the secretariat in."""
    return [_row(concept) for concept in Concept.objects.filter(retired_on=None).order_by("pk")]


def _row(concept: Concept) -> dict[str, str]:
    row = {"id": concept.pk, "theme": concept.theme_id, "confidence": concept.confidence}
    for language in UN_LANGUAGES:
        preferred, *others = concept.labels.get(language) or [""]
        row |= {f"pref_{language}": preferred, f"alt_{language}": "; ".join(others)}
    return row
