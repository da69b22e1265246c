"""Studies for the tests."""

import datetime

from django.utils import timezone

from matchmaking.study import services
from tests import cast

SINCE = datetime.date(2020, 1, 1)


def study(actor="dina", since=SINCE, until=None):
    """Ask for a study and make it."""
    asked, _is_new = services.ask_for_study(
        since=since, until=until or timezone.localdate(), actor=cast.join(actor)
    )
    return services.make_study(study_id=asked.pk)
