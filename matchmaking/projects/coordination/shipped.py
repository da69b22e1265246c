"""The questionnaire in force; an installation begins with the one that ships, an example."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from matchmaking.projects.models import Question, Questionnaire

DATA = Path(__file__).parent / "data" / "questionnaire.json"
NOTE = "An example, not the questionnaire of any real fund."


def active_questionnaire() -> Questionnaire:
    """Return the version in force; the one that ships where there is none yet."""
    active = Questionnaire.objects.filter(is_active=True).first()
    return active or _shipped()


def write_questions(questionnaire: Questionnaire, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write the questions of a new version, in their order."""
    Question.objects.bulk_create(
        Question(questionnaire=questionnaire, position=place, **row)
        for place, row in enumerate(rows)
    )


@transaction.atomic
def _shipped() -> Questionnaire:
    first, created = Questionnaire.objects.get_or_create(
        number=1, defaults={"note": NOTE, "is_active": True}
    )
    if created:
        write_questions(first, json.loads(DATA.read_text(encoding="utf-8")))
    return first
