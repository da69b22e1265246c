"""A bundle that a broker has put together: a request that no offer covers alone."""

from collections.abc import Iterator

from accounts.choices import Role
from config.example_world import people
from matchmaking.bundles import selectors, services
from matchmaking.bundles.models import Bundle
from matchmaking.needs.models import Need

STATE = "COD"  # asks for a coherent set: machines, software, armouries, training
NAME = "A coherent set for the police"
NOTE = "Every part needs the committee's clearance first. To be discussed before the round table."
PARTIES = 3


def build_bundles() -> Iterator[Bundle]:
    """Save the best combination for that request, as the page proposes it."""
    need = Need.objects.published().filter(country=STATE).order_by("pk").first()
    if need is None or Bundle.objects.filter(need=need).exists():
        return
    bench = selectors.workbench(need)
    broker = people.speaker(people.organisation(people.SECRETARIAT), Role.BROKER)
    for proposal in bench.proposals(PARTIES)[:1]:
        parts = [selectors.as_data(part) for part in proposal.parts]
        yield services.save_bundle(need_id=need.pk, actor=broker, name=NAME, note=NOTE, parts=parts)
