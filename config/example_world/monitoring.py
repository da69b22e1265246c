"""Values of two periods: of the running project, and of one agreement that both sides signed."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from config.example_world.ledger import paper
from matchmaking.introductions.choices import Side
from matchmaking.monitoring import notices, services
from matchmaking.monitoring.checking import ValueData
from matchmaking.monitoring.choices import Measure
from matchmaking.monitoring.models import Indicator, Period, Undertaking, Value
from matchmaking.monitoring.spans import TIME_TO_REPORT

# How far on the way from baseline to target it was at the end of each period.
STEPS = (Decimal("0.2"), Decimal("0.45"))
LAST_WEEK = datetime.timedelta(days=7)


def build_monitoring() -> Iterator[Undertaking]:
    """Monitor what is signed; report two periods of one project and of one agreement."""
    services.open_missing()
    if Value.objects.exists():
        return
    rows = Undertaking.objects.open().filter(periods__number=2, indicators__isnull=False)
    ordered = rows.with_parties().order_by("pk")
    for found in (
        ordered.filter(agreement=None).first(),
        ordered.filter(project=None).first(),
    ):
        if found is not None:
            _let_two_periods_be_over(found)
            _report(found)
            yield found


def _let_two_periods_be_over(undertaking: Undertaking) -> None:
    """Move its days, so that two periods are over on whatever day the example is built."""
    back = undertaking.periods.get(number=2).ends_on - (timezone.localdate() - LAST_WEEK)
    Undertaking.objects.filter(pk=undertaking.pk).update(
        starts_on=undertaking.starts_on - back, ends_on=undertaking.ends_on - back
    )
    for period in undertaking.periods.all():
        ends_on = period.ends_on - back
        Period.objects.filter(pk=period.pk).update(
            starts_on=period.starts_on - back, ends_on=ends_on, due_on=ends_on + TIME_TO_REPORT
        )


def _report(undertaking: Undertaking) -> None:
    """Let the first period be approved; of the second one value is sent back, the rest waits."""
    side = Side.RECIPIENT if undertaking.agreement_id else ""
    reporter = notices.reporters(undertaking, side)[0]
    decider = next(one for one in notices.approvers(undertaking, side) if one != reporter)
    first = _hand_in(undertaking, 1, reporter)
    services.approve_values(
        undertaking_id=undertaking.pk,
        actor=decider,
        value_ids=[value.pk for value in first],
        is_verified=True,
    )
    second = _hand_in(undertaking, 2, reporter)
    services.return_value(
        value_id=second[0].pk, actor=decider, reason="Add the list that this figure comes from."
    )


def _hand_in(undertaking: Undertaking, number: int, reporter: User) -> list[Value]:
    period = undertaking.periods.get(number=number)
    indicators = undertaking.indicators.order_by("position")
    values = services.enter_values(
        undertaking_id=undertaking.pk,
        period_id=period.pk,
        actor=reporter,
        rows=[_said(indicator, number) for indicator in indicators],
    )
    services.add_evidence(
        value_id=values[0].pk,
        actor=reporter,
        file=paper(f"register-period-{number}.pdf"),
        words="Extract of the register",
    )
    ids = [value.pk for value in values]
    return services.submit_values(undertaking_id=undertaking.pk, actor=reporter, value_ids=ids)


def _said(indicator: Indicator, number: int) -> ValueData:
    source = indicator.source or "Register of the ministry"
    if indicator.measure == Measure.WORDS:
        return ValueData(indicator.pk, words="Drafted and discussed.", source=source)
    if indicator.target is None:
        reason = "The survey is planned for next year."
        return ValueData(indicator.pk, answer="not_known", reason=reason)
    start = indicator.baseline or Decimal(0)
    figure = start + (indicator.target - start) * STEPS[number - 1]
    is_share = indicator.measure == Measure.PERCENT
    whole = figure.quantize(Decimal("0.1")) if is_share else figure.to_integral_value()
    return ValueData(
        indicator.pk,
        number=min(whole, Decimal(1)) if indicator.measure == Measure.YESNO else whole,
        source=source,
        quality="Counted by the focal point, not surveyed.",
    )
