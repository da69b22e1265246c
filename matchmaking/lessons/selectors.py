"""What the pages of lessons show."""

from django.db.models import QuerySet

from accounts.selectors import Person
from matchmaking.lessons.models import Lesson

LINKED = ("themes", "kinds", "countries", "regions")


def lessons_for_listing(user: Person) -> QuerySet[Lesson]:
    """Return the published lessons as the list shows them."""
    return Lesson.objects.visible_to(user).published().prefetch_related("themes", "countries")


def lessons_for_export(user: Person) -> QuerySet[Lesson]:
    """Return the published lessons with everything a file holds of them."""
    return Lesson.objects.visible_to(user).published().prefetch_related(*LINKED)


def lessons_to_work_on(user: Person) -> QuerySet[Lesson]:
    """Return the drafts and withdrawn lessons somebody works on."""
    rows = Lesson.objects.worked_on_by(user).select_related("created_by", "undertaking")
    return rows.prefetch_related(*LINKED)


def lesson_for_page(user: Person, pk: int) -> QuerySet[Lesson]:
    """Return one lesson, as a queryset of one, with what its page shows."""
    rows = Lesson.objects.visible_to(user).filter(pk=pk)
    joined = rows.select_related("created_by", "undertaking", "evaluation")
    return joined.prefetch_related(*LINKED)
