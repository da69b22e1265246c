"""Introductions for the tests, made through their services: Kenya asks, the Nordic Agency gives."""

import datetime
import uuid

from django.core.files.base import ContentFile
from django.utils import timezone

from matchmaking.clearance.services import open_checks
from matchmaking.introductions import services
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.services import NewFile, Paper
from tests import cast
from tests.clearance.making import clear_all
from tests.needs import making as needs
from tests.offers import making as offers

PDF = b"%PDF-1.7\nsigned\n%%EOF"
NEXT_WEEK = timezone.localdate() + datetime.timedelta(days=7)
# Who has proposed: the organisation of this person.
PROPOSERS = {"giver": "dina", "recipient": "amina", "broker": "sofia"}


def proposed(by="giver", need=None, offer=None, **said):
    """Let a side, or the broker, propose an introduction."""
    need, offer = need or needs.published(), offer or offers.published()
    return services.propose_introduction(
        need_id=need.pk, offer_id=offer.pk, actor=cast.join(PROPOSERS[by]), **said
    )


def accepted(by="giver", **records):
    introduction = proposed(by, **records)
    for name in {"giver": ["amina"], "recipient": ["dina"], "broker": ["amina", "dina"]}[by]:
        services.accept_introduction(introduction_id=introduction.pk, actor=cast.join(name))
    return fresh(introduction)


def cleared(introduction):
    """Clear every check of its pair."""
    clear_all(open_checks(need_id=introduction.need_id, offer_id=introduction.offer_id))
    return introduction


def talking(**records):
    """Bring the parties into conversation."""
    introduction = cleared(accepted(**records))
    services.introduce_parties(introduction_id=introduction.pk, actor=cast.join("sofia"))
    return fresh(introduction)


def in_state(status, **records):
    """Bring an introduction into a state by the way a real one takes."""
    if status == "proposed":
        return proposed(**records)
    if status == "accepted":
        return accepted(**records)
    if status == "declined":
        introduction = proposed(**records)
        decline(introduction, "amina")
    elif status == "ended":
        introduction = proposed(**records)
        end(introduction, "dina")
    else:
        introduction = talking(**records)
        if status == "agreed":
            services.conclude_introduction(introduction_id=introduction.pk, actor=cast.join("dina"))
    return fresh(introduction)


def decline(introduction, name, code="timing", words=""):
    return services.decline_introduction(
        introduction_id=introduction.pk, actor=cast.join(name), reason_code=code, words=words
    )


def end(introduction, name, code="no-answer", words=""):
    return services.end_introduction(
        introduction_id=introduction.pk, actor=cast.join(name), reason_code=code, words=words
    )


def post(introduction, name, text="We would like to visit the depot.", **said):
    said = {"key": uuid.uuid4()} | said
    return services.post_message(
        introduction_id=introduction.pk, actor=cast.join(name), text=text, **said
    )


def ask(introduction, name="dina", text="How many armouries are there?", **said):
    said = {"key": uuid.uuid4(), "due_on": NEXT_WEEK, "time_zone": "Africa/Nairobi"} | said
    return services.ask_question(
        introduction_id=introduction.pk, actor=cast.join(name), text=text, **said
    )


def answer(question, name="amina", text="Thirty-eight.", **said):
    said = {"key": uuid.uuid4()} | said
    return services.answer_question(
        question_id=question.pk, actor=cast.join(name), text=text, **said
    )


def fact(introduction, name="dina", text="Thirty-eight armouries get racks.", **said):
    return services.propose_fact(
        introduction_id=introduction.pk, actor=cast.join(name), text=text, **said
    )


def seat(introduction, name="amina"):
    return services.invite_broker(
        introduction_id=introduction.pk, actor=cast.join(name), broker=cast.join("sofia")
    )


def new_file(name="plan.pdf", content=PDF, **said):
    return NewFile(ContentFile(content, name), **said)


def paper(side="", **said):
    said = {"reference": "MFA/112/26", "signed_on": timezone.localdate()} | said
    return Paper(file=ContentFile(PDF, "signed.pdf"), side=side, **said)


def fresh(introduction):
    return Introduction.objects.get(pk=introduction.pk)


def records_for_the_table(need, offer):
    """Return what the table of addresses names: a proposal, and all parts of a conversation."""
    introduction = proposed(need=need, offer=offer)
    talk = proposed(need=need, offer=offers.published())
    services.accept_introduction(
        introduction_id=talk.pk, actor=cast.join("sofia"), paper=paper("recipient")
    )
    Introduction.objects.filter(pk=talk.pk).update(
        status="conversation", introduced_at=timezone.now()
    )
    message = post(talk, "dina", files=[new_file()])
    return {
        "introduction": introduction,
        "talk": fresh(talk),
        "thread-file": message.files.get(),
        "question": ask(talk),
        "fact": fact(talk),
        "signed-letter": talk.letters.get(),
    }
