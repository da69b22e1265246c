"""Who is invited, and what they answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.roundtables import policies, services
from matchmaking.roundtables.choices import RoundTableStatus
from matchmaking.roundtables.forms import AnswerForm, SeatForm
from matchmaking.roundtables.models import Participant
from matchmaking.roundtables.views.access import (
    all_mistakes,
    attempt,
    back,
    known,
    prepared,
    refuse,
)

PART = "participants"


@require_POST
@login_required
def add_participant(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose who else is invited."""
    table = prepared(request, pk)
    form = SeatForm(request.POST, table=table, person=request.user)
    if not form.is_valid():
        messages.error(request, all_mistakes(form))
        return back(pk, PART)

    def act() -> list[Participant]:
        return services.add_participants(round_table_id=pk, seats=form.seats, actor=request.user)

    return attempt(request, act, _("The list of participants is longer now."), pk, PART)


@require_POST
@login_required
def drop_participant(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take somebody from those who are invited."""
    participant = get_object_or_404(Participant, pk=pk)
    table = prepared(request, participant.round_table_id)

    def act() -> None:
        services.drop_participant(participant_id=pk, actor=request.user)

    return attempt(request, act, _("Taken from the list of participants."), table.pk, PART)


@login_required
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let those who are invited say whether they come, and who."""
    rows = Participant.objects.select_related("round_table", "organisation", "person")
    participant = get_object_or_404(rows, pk=pk)
    table = known(request, participant.round_table_id)
    if not policies.answers_invitation(request.user, participant):
        raise PermissionDenied
    form = AnswerForm.of(participant, request.POST or None)
    if form.is_valid():
        try:
            services.answer_invitation(participant_id=pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Thank you: your answer has been sent."))
            return back(table.pk)
    context = {
        "form": form,
        "participant": participant,
        "table": table,
        "is_open": table.status == RoundTableStatus.INVITED,
    }
    return render(request, "roundtables/answer.html", context)
