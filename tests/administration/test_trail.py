"""Who decided what, when, on which version, with which conflicts declared."""

import datetime

from matchmaking.administration import selectors
from matchmaking.funds import services
from tests import cast
from tests.applications import making as applications
from tests.payments import making as payments


def rows_of(user):
    return selectors.with_context(selectors.trail_for(user).order_by("timestamp", "pk"))


def test_an_act_names_person_round_and_declaration(tomas):
    application = applications.eligible()
    row = next(row for row in rows_of(tomas) if row.verb == "found eligible")
    assert row.who == str(tomas)
    assert row.application == application
    assert (row.submission.round, row.submission.proposal_version) == (
        1,
        application.submission.proposal_version,
    )
    assert row.declared_at is not None


def test_an_act_before_a_round_is_not_shown_on_it(tomas):
    returned = applications.returned()
    later = next(row for row in rows_of(tomas) if row.verb == "returned for revision")
    assert (later.application, later.submission.round) == (returned, 1)


def test_who_was_kept_away_is_told_as_of_the_act(tomas, petra):
    application = applications.declared(applications.submitted(), "tomas")
    before = len(rows_of(tomas))
    applications.recuse(application, "petra")
    applications.eligible(application=application)
    rows = rows_of(tomas)
    assert all(str(petra) not in row.kept_away for row in rows[:before])
    screened = next(row for row in rows if row.verb == "found eligible")
    assert screened.kept_away == (str(petra),)


def test_the_acts_around_the_money_belong_to_their_application(tomas):
    payment = payments.paid()
    application = payment.tranche.project.application
    verbs = {row.verb: row.application for row in rows_of(tomas)}
    for verb in ("payment prepared", "payment approved by a second person", "paid"):
        assert verbs[verb] == application


def test_a_person_of_another_side_reads_no_trail(amina, rania):
    applications.eligible()
    for person in (amina, rania, cast.join("sofia")):
        assert not selectors.trail_for(person).exists()


def test_an_extension_for_one_is_hidden_from_those_who_must_not_know_of_that_one(tomas, petra):
    call = applications.call()
    secret, other = applications.submitted(call_=call), applications.submitted(call_=call)
    services.extend_call(
        call_id=call.pk,
        actor=petra,
        closes_at=call.closes_at + datetime.timedelta(days=1),
        reason="The power was cut.",
        applicant_id=secret.proposal.applicant_id,
    )
    assert "deadline extended" in {row.verb for row in rows_of(tomas)}
    applications.recuse(secret, "tomas")
    rows = rows_of(tomas)
    assert "deadline extended" not in {row.verb for row in rows}
    assert {row.application for row in rows} == {None, other}  # the acts on the call stay
    assert "deadline extended" in {row.verb for row in rows_of(petra)}
