"""Which names of a pair resemble an entry of the list."""

from django.db.models import QuerySet

from matchmaking.clearance.models import Checklist, HitStatus, NameHit


def undecided_hits(checklist: Checklist) -> QuerySet[NameHit]:
    """Return the hits of a pair on which nobody has decided."""
    return standing_hits(checklist).filter(status=HitStatus.UNDECIDED)


def standing_hits(checklist: Checklist) -> QuerySet[NameHit]:
    """Return the hits of a pair that the list in force still gives."""
    return NameHit.objects.filter(checklist=checklist, gone_at=None)
