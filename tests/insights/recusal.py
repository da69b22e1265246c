"""Where the figures show more to members of a fund: what a recused person of it reads there.

The public figures are the same for everybody, the recused among them, so they are not compared.
"""

from matchmaking.funds.models import Fund
from matchmaking.insights.inside import of_fund
from tests.applications.recusal import probe


def _inside(user):
    """Return how many applications and projects of each fund; its books are told in all."""
    funds = Fund.objects.order_by("pk").values_list("pk", flat=True)
    found = {pk: list(of_fund(user, pk)) for pk in funds}
    return str(
        {
            pk: (applications.number, projects.number)
            for pk, (applications, projects, _gifts) in found.items()
        }
    )


probe("applications and projects inside of the figures of a fund", text=_inside)
