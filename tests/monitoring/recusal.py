"""Where what is monitored of a project is shown: what a recused person of the fund reads there."""

from django.urls import reverse, reverse_lazy

from accounts.notifications.inbox import all_sources
from matchmaking.monitoring import notices
from matchmaking.monitoring.models import Undertaking, Value
from tests.applications.making import person
from tests.applications.recusal import address, probe, stage
from tests.monitoring import making
from tests.payments.recusal import prepare_a_payment

OWN = {"report_values", "correct_value", "approve_values", "answer_revision"}

probe("monitoring", url=reverse_lazy("monitoring:list"))
probe("monitoring as a file", url=reverse_lazy("monitoring:export", args=["csv"]))
probe("values as a file", url=reverse_lazy("monitoring:all_values", args=["csv"]))
probe("tasks about values", text=lambda user: str(_tasks(user)))


def _tasks(user):
    sources = [source for source in all_sources() if source.name in OWN]
    found = (source.rows(user) for source in sources)
    return [str(row) for rows in found if rows is not None for row in rows]


@stage
def hand_in_a_value(application, name):
    """Let its project be monitored, with a value that waits for the fund."""
    if Undertaking.objects.filter(project__application=application).exists():
        return
    prepare_a_payment(application, name)
    undertaking = making.of_project(application.project)
    value = making.value(making.indicator(undertaking), making.period(undertaking))
    Value.objects.filter(pk=value.pk).update(status="submitted")
    notices.tell_of_submission(undertaking, [value], person("nadia"))


@address
def _pages(application):
    undertaking = Undertaking.objects.filter(project__application=application).first()
    if undertaking is None:
        return
    value = Value.objects.get(indicator__undertaking=undertaking)
    for name in ("detail", "framework", "decide", "revise"):
        yield reverse(f"monitoring:{name}", args=[undertaking.pk])
    yield reverse("monitoring:values", args=[undertaking.pk, 1])
    yield reverse("monitoring:value", args=[value.pk])
