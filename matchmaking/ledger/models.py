"""The books of a fund: contributions, accounts, postings and their entries, and balances kept."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.ledger.choices import AccountKind, Cause
from matchmaking.ledger.errors import AppendOnlyError
from matchmaking.ledger.querysets import ContributionQuerySet, EntryQuerySet, PostingQuerySet
from matchmaking.money import Money
from matchmaking.vocabulary.models import LegibleEncoder

Person = settings.AUTH_USER_MODEL


class Book(models.Model):
    """The one row of a fund that everybody who posts must hold; it also counts the postings."""

    fund = models.OneToOneField("funds.Fund", models.PROTECT, related_name="book")
    version = models.PositiveBigIntegerField(default=0, editable=False)
    # Of the last posting: each one seals the one before.
    seal = models.CharField(max_length=64, blank=True, editable=False)
    # What the last check found; empty: all is well, or nothing was checked yet.
    faults = models.JSONField(default=list, encoder=LegibleEncoder, editable=False)
    checked_at = models.DateTimeField(_("checked"), null=True, editable=False)

    class Meta:
        verbose_name = _("book of a fund")
        verbose_name_plural = _("books of funds")

    def __str__(self) -> str:
        return str(self.fund)


class Contribution(models.Model):
    """What a donor pledges to a fund, and what it may be used for."""

    fund = models.ForeignKey("funds.Fund", models.PROTECT, related_name="contributions")
    donor = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="contributions",
        verbose_name=_("contributor"),
    )
    pledged_minor = models.BigIntegerField(_("pledged"), editable=False)
    currency = models.CharField(_("currency"), max_length=3)
    pledged_on = models.DateField(_("pledged on"))
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    document = models.ForeignKey(
        "documents.Attachment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("note"), blank=True)
    # The earmarks: empty, it may be used for anything the fund does.
    themes = models.ManyToManyField(
        "vocabulary.Theme", blank=True, related_name="+", verbose_name=_("themes")
    )
    regions = models.ManyToManyField(
        "vocabulary.Region", blank=True, related_name="+", verbose_name=_("regions")
    )
    countries = models.ManyToManyField(
        "vocabulary.Country", blank=True, related_name="+", verbose_name=_("States")
    )
    call = models.ForeignKey(
        "funds.Call",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("call for proposals"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.CheckConstraint(
                condition=Q(pledged_minor__gte=0), name="a_pledge_is_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, [str(self.donor), self.reference]))

    @property
    def pledged(self) -> Money:
        """What was pledged in all, in the contributor's currency."""
        return Money(self.pledged_minor, self.currency)


class Account(models.Model):
    """An account of the chart, of one contribution and, where it is about one, of one project."""

    fund = models.ForeignKey("funds.Fund", models.PROTECT, related_name="accounts")
    kind = models.CharField(_("account"), max_length=4, choices=AccountKind.choices)
    currency = models.CharField(_("currency"), max_length=3)
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="accounts")
    application = models.ForeignKey(
        "applications.Application", models.PROTECT, null=True, related_name="accounts"
    )

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=AccountKind.values), name="an_account_is_in_the_chart"
            ),
            models.UniqueConstraint(
                fields=["contribution", "kind", "currency"],
                condition=Q(application=None),
                name="a_contribution_has_an_account_once",
            ),
            models.UniqueConstraint(
                fields=["contribution", "kind", "currency", "application"],
                condition=Q(application__isnull=False),
                name="a_project_has_an_account_once",
            ),
        ]
        indexes = [models.Index(fields=["fund", "kind"], name="accounts_of_a_fund")]

    def __str__(self) -> str:
        return f"{self.kind} {self.get_kind_display()} ({self.currency})"


class Balance(models.Model):
    """What the entries of an account add up to. Kept for speed; the nightly check adds again."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="balance")
    minor = models.BigIntegerField(default=0)
    reporting_minor = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("balance of an account")
        verbose_name_plural = _("balances of accounts")

    def __str__(self) -> str:
        return f"{self.account}: {self.minor}"


class AppendOnly(models.Model):
    """A row that is written once. The database itself refuses the rest as well."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; refuse to change one that is there."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse."""
        raise AppendOnlyError


class Posting(AppendOnly):
    """One act in the books of a fund: entries that balance, and why, by whom, on what paper."""

    fund = models.ForeignKey("funds.Fund", models.PROTECT, related_name="postings")
    # Without gaps in each fund, so that one that is missing is missed.
    number = models.PositiveBigIntegerField(_("number"))
    # Asking twice with the same key posts nothing more.
    key = models.CharField(_("request key"), max_length=120)
    # What was asked for with the key: the same key must not stand for something else.
    asked = models.JSONField(default=dict, encoder=LegibleEncoder)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause.choices)
    words = models.TextField(_("reason"), blank=True)
    document = models.ForeignKey(
        "documents.Attachment", models.PROTECT, null=True, related_name="+"
    )
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("entered"))
    booked_on = models.DateField(_("booked on"))
    application = models.ForeignKey(
        "applications.Application", models.PROTECT, null=True, related_name="postings"
    )
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, related_name="postings"
    )
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    # {"EUR": {"rate": "1.0832", "on": "2026-11-01", "source": "..."}}: one EUR in the fund's own.
    rates = models.JSONField(default=dict, encoder=LegibleEncoder)
    seal = models.CharField(max_length=64)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="postings_are_numbered"),
            models.UniqueConstraint(fields=["fund", "key"], name="a_key_posts_once"),
            models.CheckConstraint(
                condition=Q(cause__in=Cause.values), name="a_posting_has_a_known_cause"
            ),
        ]
        indexes = [models.Index(fields=["fund", "booked_on", "number"], name="postings_by_day")]

    def __str__(self) -> str:
        return f"{self.reference} {self.get_cause_display()}"

    @property
    def reference(self) -> str:
        """What people call it by. Numbers without gaps would tell of those one may not read."""
        return self.seal[:10].upper()


class Entry(AppendOnly):
    """One side of a posting: debit above zero, credit below, in two currencies."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="entries")
    account = models.ForeignKey(Account, models.PROTECT, related_name="entries")
    # In the account's currency, and in the fund's: at the rate of the day, or at book value.
    amount_minor = models.BigIntegerField(_("amount"))
    reporting_minor = models.BigIntegerField(_("amount in the fund's currency"))

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount_minor=0, reporting_minor=0), name="an_entry_is_not_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.amount_minor}"

    @property
    def debit(self) -> Money | None:
        """What is on the left side."""
        return self._amount(self.amount_minor)

    @property
    def credit(self) -> Money | None:
        """What is on the right side."""
        return self._amount(-self.amount_minor)

    @property
    def worth(self) -> Money:
        """What it is in the fund's currency."""
        return Money(self.reporting_minor, self.posting.fund.currency)

    def _amount(self, minor: int) -> Money | None:
        return Money(minor, self.account.currency) if minor > 0 else None
