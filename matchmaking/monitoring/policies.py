"""Who reports values of a project or agreement, and who approves them.

Of a project its carrier reports and the fund approves. Of an agreement each side may report, and
the other approves. Whoever is recused from an application knows nothing of its project.
"""

from accounts.selectors import Person
from matchmaking.agreements import policies as agreements
from matchmaking.agreements.models import Agreement
from matchmaking.monitoring.models import Revision, Undertaking, Value
from matchmaking.payments import policies as projects
from matchmaking.payments.models import Project


def sides_of(user: Person, undertaking: Undertaking) -> list[str]:
    """Return the sides of an agreement for which `user` answers; of a project there are none."""
    if undertaking.agreement is None:
        return []
    return [str(side) for side in agreements.signs_for(user, undertaking.agreement)]


def reads_source(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` reads the project or agreement itself; who evaluates it may not."""
    project, agreement = undertaking.project, undertaking.agreement
    if project is not None:
        return Project.objects.visible_to(user).filter(pk=project.pk).exists()
    known = Agreement.objects.visible_to(user)
    return agreement is not None and known.filter(pk=agreement.pk).exists()


def reports_on(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` reports values: who carries the project out, a side of the agreement."""
    if undertaking.project is not None:
        return projects.implements(user, undertaking.project)
    return bool(sides_of(user, undertaking))


def decides_on(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` approves values: the fund of a project, a side of the agreement."""
    if undertaking.project is not None:
        return projects.administers(user, undertaking.project)
    return bool(sides_of(user, undertaking))


def enters_value(user: Person, value: Value) -> bool:
    """Say whether `user` may write this value: of an agreement, the side that began it."""
    undertaking = value.indicator.undertaking
    if undertaking.agreement is not None:
        return value.side in sides_of(user, undertaking)
    return reports_on(user, undertaking)


def decides_value(user: Person, value: Value) -> bool:
    """Say whether `user` approves this value or sends it back: the other side, never its author."""
    undertaking = value.indicator.undertaking
    if user.pk == value.entered_by_id:
        return False
    if undertaking.agreement is not None:
        return any(side != value.side for side in sides_of(user, undertaking))
    return decides_on(user, undertaking)


def proposes_revision(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` may propose another framework."""
    return undertaking.is_open and reports_on(user, undertaking)


def answers_revision(user: Person, revision: Revision) -> bool:
    """Say whether `user` consents for the side that did not propose it."""
    undertaking = revision.undertaking
    if user.pk == revision.proposed_by_id:
        return False
    if undertaking.agreement is not None:
        return any(side != revision.side for side in sides_of(user, undertaking))
    return decides_on(user, undertaking)


def proposed_revision(user: Person, revision: Revision) -> bool:
    """Say whether `user` answers for the side that proposed it."""
    undertaking = revision.undertaking
    if undertaking.agreement is not None:
        return revision.side in sides_of(user, undertaking)
    return reports_on(user, undertaking)
