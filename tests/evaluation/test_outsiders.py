"""An evaluator of an NGO: what she evaluates, and nothing that the secretariat or her NGO knows."""

import re

import pytest
from django.urls import reverse

from accounts import services as accounts
from accounts.choices import Role
from matchmaking.agreements.models import Agreement
from matchmaking.evaluation import independence
from matchmaking.evaluation.independence import Bar
from matchmaking.monitoring.models import Undertaking
from matchmaking.observations.policies import is_independent
from matchmaking.offers.models import Offer
from matchmaking.payments.models import Project
from matchmaking.roundtables.models import RoundTable
from tests import cast
from tests.evaluation import making
from tests.monitoring import making as monitoring
from tests.offers import making as offers
from tests.roundtables import making as round_tables

pytestmark = pytest.mark.django_db
DESKS = ("desk:queue", "portfolio:heat", "bundles:list", "allocation:list", "administration:desk")


def status(client, name, *args):
    return client.get(reverse(name, args=args)).status_code


def links_of(page):
    """Return where the page itself leads, without menu and footer."""
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return set(re.findall(r'<a [^>]*href="(/[^"#?]+)', main))


def turns_away(client, link):
    response = client.get(link)
    if response.streaming:
        list(response.streaming_content)  # or the file stays open
    return response.status_code in (403, 404)


def test_an_evaluator_from_outside_sees_what_she_evaluates_and_nothing_else(visit):
    evaluation = making.planned()
    place, other = evaluation.undertaking, monitoring.of_project_row()
    client = visit(making.person("ida"))
    assert status(client, "monitoring:detail", place.pk) == 404
    making.accepted(evaluation, "ida")
    making.accepted(making.planned(other, actor="tomas"), "elena", actor="tomas")
    # Her own organisation gives, and is asked to a round table: she speaks for it in neither.
    office = round_tables.organisation("ida")
    officer = accounts.give_role(
        user=cast.join("omar"), organisation=office, role=Role.PROGRAMME_OFFICER
    ).user
    offer, table = offers.draft(author=officer), round_tables.prepared(guests=("ida", "dina"))
    RoundTable.objects.filter(pk=table.pk).update(status="invited")

    ida = making.person("ida")
    client = visit(ida)
    assert list(Undertaking.objects.visible_to(ida)) == [place]
    for model in (Agreement, Project):
        assert not model.objects.visible_to(ida).exists()
    assert not Offer.objects.visible_to(ida).filter(pk=offer.pk).exists()
    assert not RoundTable.objects.visible_to(ida).exists()
    assert {name: status(client, name) for name in DESKS} == dict.fromkeys(DESKS, 403)
    assert status(client, "monitoring:detail", other.pk) == 404
    assert status(client, "offers:detail", offer.pk) == 404
    pages = [
        client.get(reverse(name, args=args))
        for name, *args in (
            ("monitoring:detail", place.pk),
            ("monitoring:framework", place.pk),
            ("evaluation:of_undertaking", place.pk),
            ("evaluation:detail", evaluation.pk),
            ("accounts:home",),
        )
    ]
    assert [page.status_code for page in pages] == [200] * len(pages)
    # Nothing leads her where she is turned away.
    links = {link for page in pages for link in links_of(page)}
    assert {link for link in links if turns_away(client, link)} == set()

    accounts.end_role(membership=ida.memberships.get())
    assert not Undertaking.objects.visible_to(making.again(ida)).exists()


def test_an_evaluator_whose_organisation_is_a_party_is_not_independent_of_it():
    place = monitoring.undertaking()
    dina, ida = cast.join("dina"), cast.join("ida")
    assert is_independent(making.person("ida"), place)
    assert independence.bars([ida], place) == {}
    donor = dina.memberships.get().organisation
    accounts.give_role(user=ida, organisation=donor, role=Role.EVALUATOR)
    assert not is_independent(making.person("ida"), place)
    assert independence.bars([ida], place) == {ida.pk: Bar.PARTY}
