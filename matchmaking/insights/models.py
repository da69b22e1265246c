"""What is public of a request, an offer or a project, in one row that can be counted."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.insights.choices import Subject


class Fact(models.Model):
    """One record as everybody may count it. Computed from the records, never typed.

    `amounts` holds, for the whole ("") and for each kind of assistance, the measures that count
    the record, with cents of US dollars or nothing where no amount is known. `days` holds when
    each of these, and what lies between, happened.
    """

    subject = models.CharField(max_length=8, choices=Subject.choices)
    record_id = models.BigIntegerField()
    country = models.CharField(max_length=3, blank=True)
    # Whose it is: the State's organisation, the donor, or who carries the project out.
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="+")
    fund = models.ForeignKey("funds.Fund", models.CASCADE, null=True, related_name="+")
    # Codes apart by spaces: the States it is of or for, and its themes.
    states = models.TextField(blank=True)
    themes = models.TextField(blank=True)
    is_open = models.BooleanField(default=False)
    amounts = models.JSONField(default=dict)
    days = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.UniqueConstraint(fields=["subject", "record_id"], name="a_record_has_one_fact"),
            models.CheckConstraint(
                condition=Q(subject__in=Subject.values), name="a_fact_is_about_a_known_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.record_id}"
