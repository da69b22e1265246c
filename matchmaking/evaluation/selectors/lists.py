"""The list of evaluations: who does not know one from inside reads its publication only."""

from django.db.models import Case, Exists, F, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce

from accounts.selectors import Person
from matchmaking.evaluation.models import Evaluation


def evaluations_for_listing(user: Person) -> QuerySet[Evaluation]:
    """Return the evaluations `user` may know of, each as they may read it.

    `shown_title` and `shown_words` are what may be shown, sorted by and looked into.
    """
    known = Evaluation.objects.known_to(user).filter(pk=OuterRef("pk"))
    rows = Evaluation.objects.visible_to(user).annotate(is_known=Exists(known))
    return rows.annotate(
        shown_title=_shown("publication__title"), shown_words=_shown("publication__words")
    ).select_related("undertaking__country", "publication")


def _shown(published: str) -> Case:
    """Return the title for who is inside, and what is published for everybody else."""
    others = Coalesce(published, Value(""), output_field=TextField())
    return Case(When(is_known=True, then=F("title")), default=others, output_field=TextField())
