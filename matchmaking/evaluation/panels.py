"""The evaluations of an undertaking: a page of their own, and a panel in its story."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from matchmaking.evaluation import policies
from matchmaking.evaluation.models import Evaluation
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.tabs import Tab


def tab(request: HttpRequest, undertaking: Undertaking) -> Tab | None:
    """Lead to the evaluations of the undertaking."""
    url = reverse("evaluation:of_undertaking", args=[undertaking.pk])
    return Tab(_("Evaluations"), url, request.path == url)


def of_undertaking(request: HttpRequest, undertaking: Undertaking) -> str:
    """Show, in the story, how it was evaluated or that it will be."""
    rows = Evaluation.objects.visible_to(request.user).filter(undertaking=undertaking)
    evaluations = list(rows.order_by("-planned_at"))
    may_plan = policies.plans_for(request.user, undertaking)
    if not evaluations and not may_plan:
        return ""
    context = {"evaluations": evaluations, "undertaking": undertaking, "may_plan": may_plan}
    return render_to_string("evaluation/_of_undertaking.html", context, request)
