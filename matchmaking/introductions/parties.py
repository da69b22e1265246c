"""How far the sides of introductions have come, for what their records keep back."""

from collections import defaultdict
from collections.abc import Collection

from matchmaking.disclosure.choices import Level, opens_at
from matchmaking.introductions.choices import IntroductionStatus
from matchmaking.introductions.models import Introduction

STAGE_OF = {
    IntroductionStatus.ACCEPTED: Level.ACCEPTED,
    IntroductionStatus.CONVERSATION: Level.TALKING,
    IntroductionStatus.AGREED: Level.PARTIES,
}


def stages_of(kind: str, record_ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Return the other sides of these records, each with the farthest it has come; one query."""
    if kind not in ("need", "offer"):
        return {}
    other = "offer" if kind == "need" else "need"
    rows = Introduction.objects.filter(
        **{f"{kind}__in": record_ids}, status__in=list(STAGE_OF)
    ).values_list(f"{kind}_id", f"{other}__organisation_id", "status")
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for record_id, organisation, status in rows:
        stage = STAGE_OF[IntroductionStatus(status)]
        if not opens_at(stage, found[record_id].get(organisation, "")):
            found[record_id][organisation] = stage
    return found
