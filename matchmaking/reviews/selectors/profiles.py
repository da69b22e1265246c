"""What reviewers say of themselves."""

from django.db.models import Q, QuerySet

from accounts.choices import Role
from accounts.models import User
from accounts.selectors import Person, organisation_ids
from matchmaking.reviews.models import ReviewerProfile


def profile_of(person: User) -> ReviewerProfile:
    """Return the profile of a reviewer; an empty one, not kept, where they said nothing yet."""
    rows = ReviewerProfile.objects.filter(person=person).prefetch_related("themes")
    return rows.first() or ReviewerProfile(person=person)


def people_for_listing(user: Person) -> QuerySet[User]:
    """Return the reviewers of the funds that `user` runs, and `user` themselves as one."""
    places = organisation_ids(user, (Role.FUND_ADMINISTRATOR,))
    running = Q(memberships__role=Role.REVIEWER, memberships__ended_at=None)
    known = Q(memberships__organisation__in=places) | Q(pk=user.pk)
    people = User.objects.filter(running & known, is_active=True).distinct()
    return people.select_related("reviewer_profile").prefetch_related("reviewer_profile__themes")
