"""The pages of bundles, as a broker uses them without a script."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matchmaking.bundles import services
from matchmaking.bundles.models import Bundle
from matchmaking.introductions.models import Introduction
from matchmaking.offers import services as offers
from tests import cast
from tests.bundles import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db):
    return making.market()


@pytest.fixture
def page(visit, sofia):
    """Return the client of the broker."""
    return visit(sofia)


def find(market, **query):
    return reverse("bundles:find", args=[market.need.pk]), query


def compose(market):
    return reverse("bundles:compose", args=[market.need.pk])


def rows(market, *said, **more):
    """Return what the editor's form sends: (line, offer, amount as typed)."""
    asked = list(market.need.lines.order_by("position", "pk"))
    data = {}
    for at, line in enumerate(asked):
        mine = [(offer, amount) for number, offer, amount in said if number == at]
        data |= {f"line{line.pk}-TOTAL_FORMS": len(mine) + 1, f"line{line.pk}-INITIAL_FORMS": 0}
        for row, (offer, amount) in enumerate(mine):
            key = f"{offer.pk}-{offer.lines.get().pk}" if offer else ""
            data |= {f"line{line.pk}-{row}-link": key, f"line{line.pk}-{row}-amount": amount}
    return data | more


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_broker_sees_proposals_with_coverage_and_gain(market, page):
    answer = page.get(*find(market))
    best = answer.context["found"][0]
    assert (best.sure, best.open, best.gain) == (100, 0, 50)
    shown = text(answer)
    assert "Triangular cooperation" in shown
    assert "Covers 100 % of the request" in shown
    assert "The bundle gains 50 points" in shown


def test_fewer_parties_are_kept_to(market, page):
    answer = page.get(*find(market, parties=2))
    assert all(len(one.parties) <= 2 for one in answer.context["found"])
    assert answer.context["found"][0].sure < 100


def test_alternatives_follow_the_best(market, page):
    found = page.get(*find(market)).context["found"]
    assert len(found) == 3
    assert [one.coverage.worth for one in found] == sorted(
        (one.coverage.worth for one in found), reverse=True
    )


def test_an_offer_that_must_take_part_stays_ticked(market, page):
    answer = page.get(*find(market, parties=1, keep=market.machines.pk))
    assert answer.context["found"][0].parties[0].offers == [market.machines]
    assert answer.context["form"]["keep"].value() == [str(market.machines.pk)]


def test_partners_are_found_for_the_offers_of_a_bundle(market, page):
    bundle = making.saved(market, parts=making.parts(market, (0, market.machines, 3)))
    shown = text(page.get(reverse("bundles:detail", args=[bundle.pk])))
    address, query = find(market)
    link = f"{address}?keep={market.machines.pk}"
    assert f'href="{link}"' in shown
    found = page.get(link).context["found"]
    assert all(market.machines in {o for p in one.parties for o in p.offers} for one in found)
    assert found[0].sure == 100


def test_a_wrong_number_of_parties_is_said_beside_the_field(market, page):
    answer = page.get(*find(market, parties=99))
    assert answer.context["form"].errors["parties"]
    assert answer.context["found"] == []


def test_a_proposal_opens_in_the_editor_as_it_is(market, page):
    best = page.get(*find(market)).context["found"][0]
    answer = page.get(f"{compose(market)}?{best.query}")
    assert answer.context["found"].sure == 100
    assert 'value="8"' in text(answer)


def test_parts_in_an_address_that_mean_nothing_are_left_out(market, page):
    answer = page.get(f"{compose(market)}?part=1-2-3&part=x&part=9-9-9:1e9")
    assert answer.context["found"].parts == ()


def test_coverage_follows_what_is_typed_without_saving(market, page):
    half = page.post(compose(market), rows(market, (0, market.machines, "6")))
    assert (half.context["found"].sure, half.context["found"].open) == (25, 75)
    assert not Bundle.objects.exists()
    assert "Give it a name" not in text(half)


def test_a_script_gets_the_coverage_alone(market, page):
    said = rows(market, (0, market.machines, "6"))
    answer = page.post(compose(market), said, headers={"HX-Request": "true"})
    assert text(answer).startswith('<div id="coverage"')
    assert "Covers 25 %" in text(answer)


def test_a_script_is_told_what_is_wrong_with_the_rows(market, page):
    for amount, words in (("11", "only 8 × item are left"), ("some", "Enter a number")):
        said = rows(market, (0, market.machines, amount))
        answer = page.post(compose(market), said, headers={"HX-Request": "true"})
        assert text(answer).count(words) == 1


def test_an_empty_amount_is_as_much_as_is_open_and_left(market, page):
    said = rows(market, (0, market.machines, ""), (0, market.grant, ""))
    found = page.post(compose(market), said).context["found"]
    assert {share.amount for share in found.lines[0].shares} == {"8 × item", "USD 20,000"}


def test_a_new_empty_row_comes_with_every_look_at_the_coverage(market, page):
    answer = page.post(compose(market), rows(market, (0, market.machines, "6")))
    assert [len(line.formset.forms) for line in answer.context["editor"].lines] == [2, 1]


def test_more_than_is_left_is_said_beside_the_amount_and_nothing_is_lost(market, page):
    said = rows(market, (0, market.machines, "11"), name="Too much", note="kept", save="1")
    answer = page.post(compose(market), said)
    shown = text(answer)
    assert "only 8 × item are left" in shown
    assert answer.context["found"].lines[0].shares[0].amount == "11 × item"
    assert 'value="11"' in shown
    assert 'value="Too much"' in shown
    assert "kept" in shown
    assert not Bundle.objects.exists()


def test_an_amount_that_is_none_is_said_beside_it(market, page):
    wrong = {"some": "Enter a number", "-3": "must be more than 0", "0.001": "decimal places"}
    for amount, words in wrong.items():
        answer = page.post(compose(market), rows(market, (0, market.machines, amount)))
        assert words in text(answer)
        assert f'value="{amount}"' in text(answer)


def test_an_amount_without_an_offer_is_asked_whose_it_is(market, page):
    answer = page.post(compose(market), rows(market, (0, None, "3")))
    assert "whose offer this amount comes from" in text(answer)


def test_the_same_line_twice_is_said_beside_the_second(market, page):
    twice = [(0, market.machines, "1"), (0, market.machines, "2")]
    assert "named above already" in text(page.post(compose(market), rows(market, *twice)))


def test_a_removed_row_no_longer_counts(market, page):
    said = rows(market, (0, market.machines, "6"))
    line = market.need.lines.order_by("position", "pk").first()
    answer = page.post(compose(market), said | {f"line{line.pk}-0-DELETE": "on"})
    assert answer.context["found"].sure == 0


@pytest.mark.parametrize(
    ("said", "words"),
    [({"name": ""}, "Give it a name"), ({"name": "Empty"}, "Choose at least one offer")],
)
def test_saving_asks_for_a_name_and_an_offer(market, page, said, words):
    chosen = [(0, market.machines, "6")] if not said["name"] else []
    answer = page.post(compose(market), rows(market, *chosen, **said, save="1"))
    assert words in text(answer)
    assert not Bundle.objects.exists()


def test_a_bundle_is_saved_seen_edited_and_proposed(market, page):
    said = rows(market, (0, market.machines, "8"), (1, market.course, "24"))
    answer = page.post(compose(market), said | {"name": "Two", "save": "1"}, follow=True)
    bundle = Bundle.objects.get()
    assert answer.redirect_chain == [(reverse("bundles:detail", args=[bundle.pk]), 302)]
    assert answer.context["found"].sure == 83
    said = rows(market, (0, market.machines, "8"), (0, market.grant, ""), (1, market.course, "24"))
    version = {"name": "Three", "version": bundle.version, "save": "1"}
    page.post(reverse("bundles:edit", args=[bundle.pk]), said | version)
    bundle.refresh_from_db()
    assert (bundle.name, bundle.covered, bundle.parts.count()) == ("Three", 1.0, 3)
    sent = {"message": "Meet."}
    answer = page.post(reverse("bundles:propose", args=[bundle.pk]), sent, follow=True)
    assert len(answer.context["introductions"]) == 3
    assert {row.message for row in Introduction.objects.all()} == {"Meet."}


def test_a_colleague_who_saved_first_is_not_overwritten_and_nothing_is_lost(market, page, sofia):
    bundle = making.saved(market)
    services.edit_bundle(
        bundle_id=bundle.pk,
        version=bundle.version,
        actor=sofia,
        name="Theirs",
        parts=making.all_parts(market),
    )
    said = rows(market, (0, market.machines, "2"), name="Mine", version=1, save="1")
    answer = page.post(reverse("bundles:edit", args=[bundle.pk]), said)
    assert 'value="Mine"' in text(answer)
    assert answer.context["editor"].details.non_field_errors()
    assert Bundle.objects.get().name == "Theirs"


def test_an_offer_that_closed_is_named_and_not_counted(market, page):
    bundle = making.saved(market)
    offers.pause_offer(offer_id=market.grant.pk, actor=market.grant.created_by)
    answer = page.get(reverse("bundles:detail", args=[bundle.pk]))
    assert answer.context["gone"] == [market.grant.title]
    assert answer.context["found"].sure == 83
    assert not answer.context["may_propose"]


def test_a_message_survives_a_refusal(market, page):
    bundle = making.saved(market)
    offers.pause_offer(offer_id=market.grant.pk, actor=market.grant.created_by)
    sent = {"message": "Long and careful words"}
    answer = page.post(reverse("bundles:propose", args=[bundle.pk]), sent)
    assert "Long and careful words" in text(answer)
    assert "No longer able to serve" in text(answer)


def test_the_desk_shows_the_bundles_of_a_request(market, page):
    making.saved(market)
    shown = text(page.get(reverse("desk:need", args=[market.need.pk])))
    assert "Kenya, marking" in shown
    assert "3 parties, 100 % covered when saved" in shown
    assert reverse("bundles:find", args=[market.need.pk]) in shown


def test_the_parts_of_a_bundle_come_as_a_file(market, page):
    bundle = making.saved(market)
    answer = page.get(reverse("bundles:part_export", args=[bundle.pk, "csv"]))
    lines = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert {line["Offered by"] for line in lines} == {"Nordic Agency", "Southern Agency", "Uganda"}
    assert {line["Amount"] for line in lines} == {"8 × item", "USD 20,000", "24 × participant"}


LISTS = (
    ({}, ["Second", "First"]),
    ({"sort": "covered"}, ["First", "Second"]),
    ({"sort": "fewest"}, ["Second", "First"]),
    ({"q": "fir"}, ["First"]),
    ({"cooperation": "triangular"}, ["First"]),
    ({"status": "saved"}, ["Second", "First"]),
    ({"status": "proposed"}, []),
    ({"country": "KEN"}, ["Second", "First"]),
    ({"whose": "others"}, []),
)


def test_the_list_is_filtered_sorted_and_exported(market, page):
    making.saved(market, name="First")
    making.saved(market, name="Second", parts=making.parts(market, (0, market.machines, 3)))
    shown, filed = [], []
    for query, _names in LISTS:
        answer = page.get(reverse("bundles:list"), query)
        shown.append([row.name for row in answer.context["results"].rows])
        file = page.get(reverse("bundles:export", args=["json"]), query)
        filed.append([row["name"] for row in json.loads(file.getvalue())])
    assert shown == filed == [names for _query, names in LISTS]


def test_the_list_asks_no_more_for_eleven_bundles_than_for_one(market, page):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page.get(reverse("bundles:list"))
        return len(asked)

    making.saved(market)
    queries()
    one = queries()
    first = Bundle.objects.get()
    Bundle.objects.bulk_create(
        Bundle(need=first.need, name=f"n{n}", created_by=first.created_by) for n in range(10)
    )
    assert queries() == one


def test_a_closed_request_gets_no_proposals_and_says_so(market, page):
    cast.join("amina")
    market.need.__class__.objects.filter(pk=market.need.pk).update(status="met", version=50)
    answer = page.get(*find(market))
    assert "not open to offers now" in text(answer)
    assert answer.context["found"] == []
