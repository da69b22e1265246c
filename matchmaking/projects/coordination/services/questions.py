"""The next version of the questionnaire: a version that was used never changes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import is_broker
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.projects.coordination.shipped import write_questions
from matchmaking.projects.models import Questionnaire


@transaction.atomic
def write_questionnaire(
    *, actor: User, note: str, questions: Iterable[Mapping[str, Any]]
) -> Questionnaire:
    """Write the next version and use it from now on; what was begun keeps its own."""
    if not is_broker(actor):
        raise PermissionDenied
    rows = [dict(row) for row in questions]
    codes = [row["code"] for row in rows]
    if not rows or len(set(codes)) != len(codes):
        raise DomainError(_("Give at least one question, each with a code of its own."))
    if any(not row["texts"].get("en") for row in rows):
        raise DomainError(_("Every question is worded in English at least."))
    if not note.strip():
        raise DomainError(_("Say why."), field="note")
    last = Questionnaire.objects.aggregate(last=Max("number"))["last"] or 0
    Questionnaire.objects.filter(is_active=True).update(is_active=False)
    made = Questionnaire.objects.create(
        number=last + 1, note=note.strip(), is_active=True, created_by=actor
    )
    write_questions(made, rows)
    audit.record(made, "write_questionnaire", actor=actor, reason=note.strip())
    return made


@transaction.atomic
def activate_questionnaire(*, actor: User, number: int) -> Questionnaire:
    """Use another version from now on; what was begun keeps its own."""
    if not is_broker(actor):
        raise PermissionDenied
    versions = Questionnaire.objects.select_for_update()
    wanted = versions.filter(number=number).first()
    if wanted is None:
        raise DomainError(_("There is no such version of the questionnaire."))
    before = versions.filter(is_active=True).first()
    Questionnaire.objects.filter(is_active=True).update(is_active=False)
    Questionnaire.objects.filter(pk=wanted.pk).update(is_active=True)
    wanted.is_active = True
    changes = {"questionnaire": (before and before.number, number)}
    audit.record(wanted, "activate", actor=actor, changes=changes)
    return wanted
