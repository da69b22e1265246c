"""Funds and calls for the tests, made through their services."""

import datetime
import itertools

from django.utils import timezone

from accounts.models import Organisation
from matchmaking.funds import services
from matchmaking.funds.models import Call, Fund
from matchmaking.funds.shipped import example
from matchmaking.funds.terms import Terms
from tests import cast
from tests.projects import making as projects

_NUMBERS = itertools.count(1)


def fund(actor="tomas", **changes):
    """Set up a fund of the cast's organisation, without rules."""
    actor = cast.join(actor)
    place = Organisation.objects.get(memberships__user=actor)
    fields = {
        "name": f"Example Facility {next(_NUMBERS)}",
        "summary": "Small projects.",
        "language": "en",
        "currency": "USD",
        "is_example": True,
    }
    return services.create_fund(actor=actor, organisation_id=place.pk, fields=fields | changes)


def content(kind="partners", **changes):
    return example(kind).terms.content() | changes


def ruled_fund(kind="partners", terms=None, **changes):
    """Set up a fund with one of the example rule sets in force."""
    made = fund(**changes)
    services.write_rules(
        fund_id=made.pk,
        actor=cast.join("tomas"),
        note="The first rules.",
        content=content(kind) | (terms or {}),
        is_example=True,
    )
    return Fund.objects.get(pk=made.pk)


def fields(**changes):
    now = timezone.now()
    complete = {
        "title": "Call for projects on marking",
        "summary": "Marking and record-keeping.",
        "guidance": "",
        "language": "en",
        "opens_at": now - datetime.timedelta(days=1),
        "closes_at": now + datetime.timedelta(days=30),
        "questions_until": None,
        "timezone": "Africa/Nairobi",
        "is_rolling": False,
        "budget_minor": 100000000,
    }
    return complete | changes


def draft_call(kind="partners", terms=None, of=None, **changes):
    of = of or ruled_fund(kind)
    own = None if terms is None else content(kind) | terms
    return services.draft_call(
        actor=cast.join("tomas"), fund_id=of.pk, fields=fields(**changes), content=own
    )


def open_call(kind="partners", terms=None, of=None, **changes):
    """Publish a call that is open now."""
    draft = draft_call(kind, terms, of, **changes)
    services.publish_call(call_id=draft.pk, actor=cast.join("tomas"))
    return Call.objects.get(pk=draft.pk)


def rolling_call(**changes):
    return open_call(is_rolling=True, closes_at=None, **changes)


def in_state(status, **changes):
    """Bring a call into a state by the way a real one takes."""
    call, tomas = draft_call(**changes), cast.join("tomas")
    about = {"call_id": call.pk, "actor": tomas}
    if status != "draft":
        services.publish_call(**about)
    if status in ("closed", "decided", "archived"):
        services.close_call(**about, reason="Enough")
    if status in ("decided", "archived"):
        services.decide_call(**about)
    if status == "archived":
        services.archive_call(**about)
    call.refresh_from_db()
    return call


def past(call):
    """Let the deadline of a call be over."""
    now = timezone.now()
    Call.objects.filter(pk=call.pk).update(
        opens_at=now - datetime.timedelta(days=9), closes_at=now - datetime.timedelta(minutes=1)
    )
    call.refresh_from_db()
    return call


def question(call, text="May a university apply?", actor="amina"):
    return services.ask_question(call_id=call.pk, actor=cast.join(actor), text=text, language="en")


def answered(call, text="May a university apply?", answer="Yes, as a research institute."):
    asked = question(call, text)
    return services.answer_question(
        question_id=asked.pk,
        actor=cast.join("tomas"),
        version=asked.version,
        answer=answer,
        language="en",
    )


def rules_for(group):
    """Return rules that are for one group of States only."""
    return Terms.of(content(groups=[group]))


def records_for_the_table():
    """Make what the table of addresses names: calls in several states, and a question."""
    draft = draft_call()
    opened = open_call(of=draft.fund)
    return {
        "fund": draft.fund,
        "draft-call": draft,
        "open-call": opened,
        "closed-call": in_state("closed", of=draft.fund),
        "decided-call": in_state("decided", of=draft.fund),
        "call-question": question(opened),
        "own-proposal": projects.begin(cast.join("amina"), title="Stores in two counties"),
    }
