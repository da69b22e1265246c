"""What agreements do when something happens above them in the story."""

from typing import Any

from django.dispatch import receiver

from matchmaking.agreements import services
from matchmaking.agreements.models import AgreementLine
from matchmaking.agreements.signals import (
    agreement_amended,
    agreement_ended,
    agreement_signed,
)
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.signals import introduction_ended
from matchmaking.matching import tasks
from matchmaking.needs.signals import need_changed


@receiver(introduction_ended, dispatch_uid="agreements.end_with_introduction")
def end_with_introduction(*, introduction_id: int, **_kwargs: Any) -> None:
    """End what nobody has signed yet, for the reason the introduction ended with."""
    introduction = Introduction.objects.get(pk=introduction_id)
    for agreement in introduction.agreements.open():
        services.end_agreement(
            agreement_id=agreement.pk,
            actor=None,
            reason_code=introduction.reason_id or "",
            words=introduction.reason_words,
        )


@receiver([agreement_signed, agreement_amended, agreement_ended], dispatch_uid="agreements.rematch")
def rematch(*, need_id: int, **_kwargs: Any) -> None:
    """Let what is committed pull no more suggestions, and what is open again pull anew."""
    tasks.match_need.delay(need_id)


@receiver(need_changed, dispatch_uid="agreements.settle_coverage")
def settle_coverage(*, need_id: int, **_kwargs: Any) -> None:
    """See anew whether anything is open, once a request that agreements name says otherwise."""
    if AgreementLine.objects.filter(need_line__need=need_id).exists():
        services.settle_coverage(need_id)
