"""Who may do what with a project, its payments, reports and expenditure, and with contributions.

Whoever is recused from an application knows nothing of its project, whatever their role.
"""

from accounts.choices import Role
from accounts.models import Organisation
from accounts.policies import holds
from accounts.selectors import Person, organisation_ids, organisations_of
from matchmaking.applications import policies as applications
from matchmaking.funds.models import Fund
from matchmaking.ledger.models import Contribution
from matchmaking.payments.models import Expenditure, Payment, Project, ReportDue

# Who acts for an organisation that carries out a project, or gives to a fund.
ACTING_ROLES = (Role.PROGRAMME_OFFICER, Role.FOCAL_POINT)


def administers(user: Person, project: Project) -> bool:
    """Say whether `user` administers the fund of the project, and is not recused from it."""
    return applications.runs(user, project.application)


def implements(user: Person, project: Project) -> bool:
    """Say whether `user` acts for who carries the project out."""
    return applications.is_applicant(user, project.application)


def leaves_it_to_the_system(user: Person, project: Project) -> bool:
    """Say no: this follows from what others did."""
    return False


def administers_payment(user: Person, payment: Payment) -> bool:
    """Say whether `user` administers the fund that pays."""
    return administers(user, payment.project)


def is_second(user: Person, payment: Payment) -> bool:
    """Say whether `user` may approve: an administrator, and not who prepared it."""
    return user.pk != payment.prepared_by_id and administers(user, payment.project)


def decides_expenditure(user: Person, expenditure: Expenditure) -> bool:
    """Say whether `user` accepts or sends back: an administrator, and not who entered it."""
    return user.pk != expenditure.entered_by_id and administers(user, expenditure.project)


def files_report(user: Person, report: ReportDue) -> bool:
    """Say whether `user` hands the report in."""
    return implements(user, report.project)


def judges_report(user: Person, report: ReportDue) -> bool:
    """Say whether `user` accepts the report, sends it back, gives it time or waives it."""
    return administers(user, report.project)


def administers_fund(user: Person, fund: Fund) -> bool:
    """Say whether `user` administers the fund."""
    return holds(user, fund.organisation_id, Role.FUND_ADMINISTRATOR)


def gives_for(user: Person, donor: Organisation) -> bool:
    """Say whether `user` pledges for an organisation that gives."""
    return donor.gives_assistance and holds(user, donor.pk, *ACTING_ROLES)


def may_pledge(user: Person) -> bool:
    """Say whether `user` may pledge at all: for an own organisation, or on behalf of a donor."""
    own = organisations_of(user, ACTING_ROLES)
    runs_a_fund = bool(organisation_ids(user, [Role.FUND_ADMINISTRATOR]))
    return runs_a_fund or any(place.gives_assistance for place in own)


def pledges(user: Person, fund: Fund, donor: Organisation) -> bool:
    """Say whether `user` may enter this pledge."""
    return gives_for(user, donor) or administers_fund(user, fund)


def receives(user: Person, contribution: Contribution) -> bool:
    """Say whether `user` writes down that money arrived."""
    return administers_fund(user, contribution.fund)
