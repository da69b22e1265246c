"""The chart of accounts, and what a posting is caused by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    """The accounts that every contribution to a fund has; the value is the account's number."""

    BANK = "1000", _("Money in the bank")
    PLEDGED = "1100", _("Pledged and not yet received")
    COMMITTED = "2000", _("Committed to projects and not yet paid")
    PROMISED = "2100", _("Pledges, counter account")
    EARMARKED = "3000", _("Contributions received, earmarked")
    UNEARMARKED = "3100", _("Contributions received, not earmarked")
    RESERVED = "3200", _("Set aside for projects")
    DISBURSED = "3300", _("Paid to projects")
    REFUNDED = "3400", _("Refunded by projects")
    FEES = "3500", _("Fees")
    RETURNED = "3600", _("Returned to contributors")
    GAINS = "4000", _("Exchange gains")
    LOSSES = "4100", _("Exchange losses")
    SPENT = "6000", _("Spent by projects")
    ACCOUNTED = "6100", _("Spent by projects, counter account")
    EXCHANGE = "9000", _("Exchange between currencies")


class Cause(models.TextChoices):
    """Why something was posted."""

    PLEDGE = "pledge", _("Contribution pledged")
    REDUCE_PLEDGE = "reduce_pledge", _("Pledge reduced")
    RECEIVE = "receive", _("Contribution received")
    EARMARK = "earmark", _("Earmark changed")
    FEE = "fee", _("Fee charged")
    COMMIT = "commit", _("Committed to a project")
    RELEASE = "release", _("Commitment released")
    DISBURSE = "disburse", _("Paid to a project")
    SPEND = "spend", _("Expenditure accounted for")
    REFUND = "refund", _("Refunded by a project")
    GIVE_BACK = "give_back", _("Returned to the contributor")
    REVALUE = "revalue", _("Revalued at the rates of the day")
    REVERSE = "reverse", _("Reversed")
