"""A round table that is being prepared: a few requests on marking, and those who could help."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from accounts.choices import Role
from config.example_world import people
from matchmaking.matching.models import Suggestion
from matchmaking.needs.models import Need
from matchmaking.roundtables import services
from matchmaking.roundtables.models import RoundTable
from matchmaking.roundtables.services import Seat

TITLE = "Friends of marking"
PURPOSE = (
    "Four States have said what they need to mark their weapons. They meet those whose offers fit "
    "best, to find out within two hours who can help whom, with what, and by when."
)
IN_DAYS = 30
MOST_REQUESTS, MOST_GUESTS = 4, 6


def build_round_tables() -> Iterator[RoundTable]:
    """Prepare the round table, once there are requests to talk about."""
    marking = Need.objects.published().filter(themes__pk__startswith="MRK").distinct()
    needs = list(marking.order_by("pk")[:MOST_REQUESTS])
    if not needs or RoundTable.objects.filter(title=TITLE).exists():
        return
    broker = people.speaker(people.organisation(people.SECRETARIAT), Role.BROKER)
    begins = timezone.now() + datetime.timedelta(days=IN_DAYS)
    table = services.make_round_table(
        actor=broker,
        title=TITLE,
        purpose=PURPOSE,
        starts_at=begins.replace(hour=13, minute=0, second=0, microsecond=0),
        time_zone="Africa/Nairobi",
        place="United Nations Office at Nairobi, conference room 4",
        languages=["en", "fr"],
        shows_offers=True,
    )
    ids = [need.pk for need in needs]
    services.add_needs(round_table_id=table.pk, need_ids=ids, actor=broker)
    services.add_participants(round_table_id=table.pk, seats=_guests(needs), actor=broker)
    yield table


def _guests(needs: list[Need]) -> list[Seat]:
    fitting = Suggestion.objects.filter(need__in=needs, rank_for_need__isnull=False)
    givers = fitting.order_by("-score").values_list("offer__organisation", flat=True)
    asking = [need.organisation_id for need in needs]
    return [Seat(pk) for pk in [*asking, *list(dict.fromkeys(givers))[:MOST_GUESTS]]]
