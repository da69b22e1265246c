"""Who keeps the plan and the register, files visits, and speaks for a side of a hand-over.

The plan is kept by whoever reports; risks and issues by those who report and those who decide;
visits by either and by the secretariat. Whoever is recused knows nothing of the undertaking.
"""

from accounts.models import Organisation
from accounts.policies import is_secretariat
from accounts.selectors import Person, organisations_of
from matchmaking.monitoring import policies as monitoring
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.selectors import parties
from matchmaking.payments import policies as projects
from matchmaking.progress.choices import Side
from matchmaking.progress.models import HandOver, RegisterEntry, Visit


def keeps_plan(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` says how far the work is: who reports on it."""
    return monitoring.reports_on(user, undertaking)


def keeps_register(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` names risks and issues: those who report, and those who decide."""
    reports = monitoring.reports_on(user, undertaking)
    return reports or monitoring.decides_on(user, undertaking)


def settles(user: Person, entry: RegisterEntry) -> bool:
    """Say whether `user` closes an entry or opens it again."""
    return keeps_register(user, entry.undertaking)


def visits(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` may write down a visit: a party, or the secretariat."""
    return visits_for(user, undertaking) is not None


def visits_for(user: Person, undertaking: Undertaking) -> Organisation | None:
    """Return the organisation for which `user` visits; None where they have no business there."""
    if not Undertaking.objects.visible_to(user).filter(pk=undertaking.pk).exists():
        return None
    own = organisations_of(user)
    if keeps_register(user, undertaking):
        known = parties(undertaking).everybody
        return next((place for place in own if place.pk in known), None)
    return own[0] if own and is_secretariat(user) else None


def writes_visit(user: Person, visit: Visit) -> bool:
    """Say whether `user` works on a visit: who wrote it, as long as they may visit at all."""
    return visit.written_by_id == user.pk and visits(user, visit.undertaking)


def has_hand_overs(undertaking: Undertaking) -> bool:
    """Say whether deliveries are confirmed here; of an agreement this is done on its own page."""
    return undertaking.project is not None


def spoken_side(user: Person, undertaking: Undertaking) -> Side | None:
    """Return the side of hand-overs for which `user` speaks.

    Who carries the project out delivers. Who asked for it receives; where that is the same, the
    fund confirms.
    """
    project = undertaking.project
    if project is None:
        return None
    if carries_out(user, undertaking):
        return Side.GIVER
    applicant = project.application.proposal.applicant_id
    if applicant == project.carrier.pk:
        return Side.RECIPIENT if projects.administers(user, project) else None
    return Side.RECIPIENT if projects.implements(user, project) else None


def carries_out(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` acts for who carries the project out."""
    project = undertaking.project
    if project is None or not projects.implements(user, project):
        return False
    carrier = project.carrier.pk
    return any(place.pk == carrier for place in organisations_of(user, projects.ACTING_ROLES))


def plans_hand_over(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` says what will be handed over: the side that delivers."""
    return spoken_side(user, undertaking) == Side.GIVER


def speaks_of(user: Person, hand_over: HandOver) -> bool:
    """Say whether `user` states for a side what has been handed over."""
    return spoken_side(user, hand_over.undertaking) is not None
