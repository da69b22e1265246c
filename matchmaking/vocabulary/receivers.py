"""Every edit of the reference data, from whichever page, makes all processes read it again."""

from typing import Any

from django.core.signals import request_finished, request_started
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from matchmaking.vocabulary.models import Edition, ReferenceRow
from matchmaking.vocabulary.selectors.memory import memory
from search import lexicon

request_started.connect(memory.start_request, dispatch_uid="vocabulary")
request_finished.connect(memory.end_request, dispatch_uid="vocabulary")
memory.when_renewed(lexicon.forget)


@receiver([post_save, post_delete])
def renew_after_an_edit(sender: type[Model], **_signal: Any) -> None:
    """Renew the edition when a row of the reference data was written."""
    if issubclass(sender, ReferenceRow):
        Edition.renew()


@receiver(m2m_changed)
def renew_after_a_link(sender: Any, instance: Model, action: str, **_signal: Any) -> None:
    """Renew the edition when members, borders or themes were linked or taken apart."""
    if isinstance(instance, ReferenceRow) and action.startswith("post_"):
        Edition.renew()


@receiver(post_save, sender=Edition)
def forget_what_was_remembered(instance: Edition, **_signal: Any) -> None:
    """Forget what this process knows of the edition before."""
    memory.forget(instance.stamp)
