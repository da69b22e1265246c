"""Who keeps the books of a fund, and who may read which part of them.

Whoever runs or audits a fund reads its books, without the lines about applications from which a
conflict of interest keeps them away. A donor reads of its own contributions, an applicant of its
own project.
"""

from accounts.choices import Role
from accounts.policies import belongs_to, holds
from accounts.selectors import Person
from matchmaking.applications.access import FUND_EYES
from matchmaking.applications.models import Application
from matchmaking.funds import policies as funds
from matchmaking.funds.models import Fund
from matchmaking.ledger.models import Posting


def keeps_books(user: Person, fund: Fund) -> bool:
    """Say whether `user` may book for a fund: its administrators."""
    return funds.administers(user, fund)


def gives_for(user: Person, donor_id: int) -> bool:
    """Say whether `user` pledges for a donor: its programme officer, or a State's focal point."""
    return holds(user, donor_id, Role.PROGRAMME_OFFICER, Role.FOCAL_POINT)


def reads_books(user: Person, fund: Fund) -> bool:
    """Say whether `user` may read the books of a fund: who runs it, and who audits it."""
    return holds(user, fund.organisation_id, *FUND_EYES)


def reads_contributor(user: Person, fund: Fund, donor_id: int) -> bool:
    """Say whether `user` may read the statement of a donor: its own people, and the fund's."""
    if not fund.contributions.filter(donor=donor_id).exists():
        return False
    return reads_books(user, fund) or belongs_to(user, donor_id)


def reads_project(user: Person, application: Application) -> bool:
    """Say whether `user` may read the statement of a project: its own side, and the fund's."""
    rows = Application.objects.filter(pk=application.pk)
    return rows.of_fund_of(user).exists() or rows.of_applicant(user).exists()


def reverses(user: Person, posting: Posting) -> bool:
    """Say whether `user` may take a posting back: who keeps the books and may read of it."""
    readable = Posting.objects.filter(pk=posting.pk).readable_by(user)
    return keeps_books(user, posting.fund) and readable.exists()
