"""Committees, ballots and decisions for the tests, made through their services."""

import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from matchmaking.decisions import services
from matchmaking.decisions.choices import DecisionKind, Says, Tie
from matchmaking.decisions.models import Appeal, Ballot, Condition, Decision, Seat
from matchmaking.decisions.services import ConditionData, Proposed
from matchmaking.errors import DomainError
from matchmaking.ledger import services as ledger
from matchmaking.money import Money
from tests import cast
from tests.applications import making as applications
from tests.applications.making import person

MEMBERS = ("rania", "hugo", "mei")  # rania leads
RULES = {"present_percent": 60, "yes_percent": 50, "needs_chair": True, "appeal_days": 30}
DUE = datetime.timedelta(days=30)


def seat_committee(call, names=MEMBERS):
    for name in names:
        if not Seat.objects.filter(call=call, person=cast.join(name)).exists():
            services.take_seat(
                call_id=call.pk,
                person=cast.join(name),
                is_chair=name == names[0],
                actor=cast.join("tomas"),
            )


def give_money(fund, amount=1_000_000, key="first"):
    """Let a donor pay into a fund."""
    donor = cast.join("dina").memberships.get().organisation
    sum_ = Money.of(amount, fund.currency)
    row = ledger.pledge(
        fund_id=fund.pk, donor_id=donor.pk, amount=sum_, actor=cast.join("tomas"), key=f"p:{key}"
    )
    ledger.receive(contribution_id=row.pk, amount=sum_, actor=cast.join("tomas"), key=f"r:{key}")


def ready(terms=None, *, money=1_000_000, **options):
    """Return a reviewed application, with a committee that may decide and money to give."""
    call = options.pop("call_", None) or applications.call(RULES | (terms or {}))
    application = applications.reviewed(call_=call, **options)
    seat_committee(call)
    applications.declared(application, *MEMBERS)
    if money:
        give_money(call.fund, money, key=str(application.pk))
    return applications.fresh(application)


def asked(application):
    return services.asked_of(application)


def condition_data(**changes):
    said = {"words": "Show the licence.", "due_on": timezone.localdate() + DUE}
    return ConditionData(**{**said, "ties": Tie.SIGNATURE, **changes})


def proposed(application, kind=DecisionKind.APPROVE, **changes):
    """Propose to decide: with all that is asked, with one condition, with reasons."""
    approves = kind in (DecisionKind.APPROVE, DecisionKind.CONDITIONS)
    said = {
        "kind": kind,
        "amount": asked(application) if approves else None,
        "reasons": "The plan is sound." if approves else "The plan is too dear.",
        "conditions": [condition_data()] if kind == DecisionKind.CONDITIONS else [],
    }
    return Proposed(**{**said, **changes})


def ballot(application=None, kind=DecisionKind.APPROVE, **changes) -> Ballot:
    application = application or ready()
    return services.open_ballot(
        application_id=application.pk,
        proposed=proposed(application, kind, **changes),
        actor=person("tomas"),
    )


def cast_votes(on, **said):
    """Let members vote: cast_votes(ballot, rania="yes", hugo="no")."""
    for name, says in said.items():
        services.vote(ballot_id=on.pk, says=says, words="So I think.", actor=person(name))


def count(on, actor="tomas", **more):
    version = Ballot.objects.get(pk=on.pk).version
    return services.count_ballot(ballot_id=on.pk, version=version, actor=person(actor), **more)


def decided(kind=DecisionKind.APPROVE, application=None, **changes) -> Decision:
    on = ballot(application, kind, **changes)
    cast_votes(on, rania=Says.YES, hugo=Says.YES, mei=Says.ABSTAIN)
    count(on)
    return Decision.objects.get(ballot=on)


def condition(application=None, **changes) -> Condition:
    data = [condition_data(**changes)]
    return decided(DecisionKind.CONDITIONS, application, conditions=data).conditions.get()


def handed_in(row, actor="nadia"):
    services.hand_in_evidence(
        condition_id=row.pk, version=row.version, words="It is attached.", actor=person(actor)
    )
    return Condition.objects.get(pk=row.pk)


def appeal(decision, actor="nadia"):
    return services.file_appeal(
        decision_id=decision.pk, words="The prices have changed.", actor=person(actor)
    )


def committed(application):
    from matchmaking.ledger import selectors

    return selectors.project_figures([application.pk])[application.pk].committed


def records_for_the_table():
    """Return what the table of addresses names: one application at every stage at once."""
    application = ready(money=0)
    call, tomas = application.call, person("tomas")
    fields = {"name": "All", "budget_minor": 10**9}
    choice = services.create_choice(call_id=call.pk, actor=tomas, fields=fields)
    open_ballot = ballot(application)
    common = {"application": application, "submission": application.submission}
    counted = Ballot.objects.create(**common, kind="reject", status="carried", opened_by=tomas)
    decision = Decision.objects.create(
        **common, ballot=counted, kind="reject", decided_by=tomas, reasons="Too dear."
    )
    row = decision.conditions.create(
        number=1, words="Show the licence.", due_on=condition_data().due_on, ties=Tie.DATE
    )
    scan = ContentFile(b"Licence no. 7", name="licence.txt")
    services.hand_in_evidence(
        condition_id=row.pk, version=1, words="Here.", actor=person("amina"), file=scan
    )
    return {
        "committee-call": call,
        "seat": Seat.objects.get(call=call, person__email="hugo@example.org"),
        "ranked": application,
        "choice": choice,
        "ballot": open_ballot,
        "decision": decision,
        "condition": Condition.objects.get(pk=row.pk),
        "evidence": row.evidence.get(),
        "appeal": Appeal.objects.create(decision=decision, words="No.", filed_by=tomas),
    }


# petra administers and is recused; so does mei, who has a seat.
PEOPLE = (
    "tomas", "petra", "rania", "hugo", "mei", "amina", "nadia", "boris", "dina", "sofia", "omar",
)  # fmt: skip


def recused_scene(**options):
    application = ready(**options)
    applications.recuse(application, "petra")
    applications.recuse(application, "mei")
    return application


def who_may(act, names=PEOPLE):
    """Return those who are not refused; whatever they do is taken back."""
    allowed = []
    for name in names:
        try:
            with transaction.atomic():
                act(person(name))
                transaction.set_rollback(True)
        except PermissionDenied:
            continue
        except DomainError:
            pass
        allowed.append(name)
    return allowed
