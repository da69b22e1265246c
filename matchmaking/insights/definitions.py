"""What each figure means, in one place: the page of definitions, the study and the open data."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.insights.choices import SUBJECTS, Measure


@dataclass(frozen=True)
class Definition:
    """A figure: its code in addresses and files, its name, what it counts and in what money."""

    code: str
    title: str | Promise
    counts: str | Promise
    dollars: str | Promise
    when: str | Promise

    @property
    def subject(self) -> str:
        """Which records it counts."""
        return SUBJECTS[self.code]


DEFINITIONS: dict[str, Definition] = {
    one.code: one
    for one in (
        Definition(
            Measure.ASKED,
            Measure.ASKED.label,
            _(
                "Requests for assistance that were published for everybody: open, met and "
                "expired ones. Withdrawn requests are not counted."
            ),
            _("The budget of the request; where it names none, the estimated costs of its lines."),
            _("The day on which the request was published."),
        ),
        Definition(
            Measure.OFFERED,
            Measure.OFFERED.label,
            _(
                "Offers of assistance that were published for everybody, also those that are "
                "paused, exhausted or expired."
            ),
            _("The value of the offer; where it names none, the values of its lines."),
            _("The day on which the offer was published."),
        ),
        Definition(
            Measure.AGREED,
            Measure.AGREED.label,
            _("Requests of which something stands in an agreement that both sides have signed."),
            _("What the agreements on these requests come to."),
            _("The day on which the first agreement on the request was signed by both."),
        ),
        Definition(
            Measure.FUNDED,
            Measure.FUNDED.label,
            _(
                "Projects of a fund whose funding agreement both sides have signed, also those "
                "closed since."
            ),
            _(
                "What the fund approved, at the rate of the day of signature. It is not divided "
                "among kinds of assistance."
            ),
            _("The day on which the second side signed."),
        ),
        Definition(
            Measure.DELIVERED,
            Measure.DELIVERED.label,
            _("Requests of which something has arrived under an agreement, as both sides confirm."),
            _("What both sides confirm as delivered or paid under agreements."),
            _("The first day on which something had arrived by the word of both."),
        ),
        Definition(
            Measure.UNMET,
            Measure.UNMET.label,
            _("Open requests of which not everything is agreed."),
            _("What is asked, less what is secured elsewhere and what is agreed here."),
            _("The day on which the request was published."),
        ),
        Definition(
            Measure.TAKEN,
            Measure.TAKEN.label,
            _("Offers of which something stands in an agreement that both sides have signed."),
            _("What the agreements on these offers come to."),
            _("The day on which the first agreement on the offer was signed by both."),
        ),
        Definition(
            Measure.GIVEN,
            Measure.GIVEN.label,
            _("Offers of which something has arrived, as both sides confirm."),
            _("What both sides confirm as delivered or paid of these offers."),
            _("The first day on which something had arrived by the word of both."),
        ),
        Definition(
            Measure.PAID,
            Measure.PAID.label,
            _("Funded projects to which a fund has paid something."),
            _("All payments made so far, at the rate of the day of signature."),
            _("The day of the first payment."),
        ),
        Definition(
            Measure.COMPLETED,
            Measure.COMPLETED.label,
            _("Funded projects that are closed."),
            _("What the fund approved for them."),
            _("The day on which the project was closed."),
        ),
    )
}
