"""Three invented funds of different kinds, with calls: open, rolling, over. No fund is real."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from config.example_world import people
from matchmaking.funds import services
from matchmaking.funds.models import Call, Fund
from matchmaking.funds.shipped import example

PARTNERS = "Example Facility for Partner Organisations"
STATES = "Example Fund of States"
JOINT = "Example Joint Programme Fund"
FUNDS = {
    PARTNERS: ("partners", "Short projects that partner organisations carry out with a State."),
    STATES: ("states", "Projects that States hand in themselves."),
    JOINT: ("joint", "Country programmes of several years, by several United Nations entities."),
}
OPEN, ROLLING, OVER = (
    "Annual call: marking, records and safe stores",
    "Rapid response: urgent safety of stocks",
    "First call: marking and tracing",
)
# Proposals of this world have no attachments and travel much: its calls differ from the rules.
ASKS_FOR = {"annexes": [], "shares": [{"category": "travel", "percent": 30}]}


class Planned(NamedTuple):
    """A call of the example world; days count from today."""

    title: str
    fund: str
    summary: str
    opens: int
    closes: int | None
    zone: str
    themes: tuple[str, ...] = ()
    more: tuple[tuple[str, Any], ...] = ()


CALLS = (
    Planned(
        OPEN,
        PARTNERS,
        "Projects of one to two years that help States mark, record and store small arms safely.",
        opens=-20,
        closes=40,
        zone="America/New_York",
        more=(("budget_minor", 60_000_000), ("ceiling_minor", 25_000_000)),
    ),
    Planned(
        ROLLING,
        STATES,
        "For dangers that cannot wait for an annual call, such as a depot that may explode.",
        opens=-60,
        closes=None,
        zone="Europe/Zurich",
        themes=("STK", "AMM", "COL"),
        more=(("is_rolling", True), ("ceiling_minor", 5_000_000)),
    ),
    Planned(
        OVER,
        PARTNERS,
        "The first call of the facility. It takes no proposals any more.",
        opens=-90,
        closes=2,
        zone="America/New_York",
        more=(("budget_minor", 25_000_000), ("ceiling_minor", 25_000_000)),
    ),
)
QUESTION = "May a research institute hand in a proposal on its own?"
ANSWER = "Yes. Research institutes count as non-governmental organisations under these rules."


def build_funds() -> Iterator[Fund | Call]:
    """Set up the funds and calls that are missing."""
    place = people.organisation(people.FUND)
    actor = people.speaker(place, Role.FUND_ADMINISTRATOR)
    for name, (kind, summary) in FUNDS.items():
        if not Fund.objects.filter(name=name).exists():
            yield _fund(actor, place.pk, name, kind, summary)
    for planned in CALLS:
        if not Call.objects.filter(title=planned.title).exists():
            yield _call(actor, planned)


def close_past_calls() -> Iterator[Call]:
    """Close the call that is over, once what was handed in to it is there."""
    call = Call.objects.filter(title=OVER, status="open").select_related("fund").first()
    if call is not None:
        actor = people.speaker(call.fund.organisation, Role.FUND_ADMINISTRATOR)
        yield services.close_call(call_id=call.pk, actor=actor, reason="The deadline is over.")


def _fund(actor: User, place: int, name: str, kind: str, summary: str) -> Fund:
    said = {"name": name, "summary": summary, "language": "en", "is_example": True}
    fund = services.create_fund(
        actor=actor, organisation_id=place, fields={**said, "currency": "USD"}
    )
    services.write_rules(
        fund_id=fund.pk,
        actor=actor,
        note="Invented rules to begin with.",
        content=example(kind).content,
        is_example=True,
    )
    return fund


def _call(actor: User, planned: Planned) -> Call:
    now = timezone.now().replace(hour=17, minute=0, second=0, microsecond=0)
    closes = planned.closes and now + datetime.timedelta(days=planned.closes)
    fund = Fund.objects.get(name=planned.fund)
    call = services.draft_call(
        actor=actor,
        fund_id=fund.pk,
        content={**example(FUNDS[planned.fund][0]).content, **ASKS_FOR},
        fields={
            "title": planned.title,
            "summary": planned.summary,
            "language": "en",
            "timezone": planned.zone,
            "opens_at": now + datetime.timedelta(days=planned.opens),
            "closes_at": closes,
            "themes": planned.themes,
            **dict(planned.more),
        },
    )
    services.publish_call(call_id=call.pk, actor=actor)
    if planned.title == OPEN:
        _ask(call, actor)
    return call


def _ask(call: Call, actor: User) -> None:
    asker = people.speaker(people.organisation(people.IMPLEMENTER), Role.PROGRAMME_OFFICER)
    question = services.ask_question(call_id=call.pk, actor=asker, text=QUESTION, language="en")
    services.answer_question(
        question_id=question.pk,
        actor=actor,
        version=question.version,
        answer=ANSWER,
        language="en",
    )
