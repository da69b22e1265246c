"""How far evaluators agree; the scales and the rule of the sample, version by version."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.evaluation import policies, selectors, services, shipped
from matchmaking.evaluation.choices import ScaleCode
from matchmaking.evaluation.forms import SampleForm, ScaleForm
from matchmaking.evaluation.models import SamplingRule, Scale
from matchmaking.evaluation.views.access import allowed, filled, form_page
from matchmaking.evaluation.wording import READINGS, point_anchor, point_label


@login_required
def agreement(request: SignedInRequest) -> HttpResponse:
    """Show how far evaluators agree, scale by scale, over what the person may know of."""
    allowed(policies.sees_agreement(request.user))
    rows = [(row, READINGS[row.agreement.reading]) for row in selectors.overview(request.user)]
    return render(request, "evaluation/agreement.html", {"rows": rows})


def scales(request: HttpRequest) -> HttpResponse:
    """Show what each point of each scale stands for, in every version, and the sample's rule."""
    rows = Scale.objects.order_by("-code", "-version")
    context = {
        "scales": [(row, list(_points(row))) for row in rows],
        "rules": SamplingRule.objects.order_by("-number"),
        "may_write": policies.writes_rules(request.user),
    }
    return render(request, "evaluation/scales.html", context)


@login_required
def write_scale(request: SignedInRequest, code: str) -> HttpResponse:
    """Write the next version of a scale."""
    if code not in ScaleCode.values:
        raise Http404
    allowed(policies.writes_rules(request.user))
    form = ScaleForm(request.POST or None, scale=shipped.scale(code))

    def act() -> None:
        note = form.cleaned_data["note"]
        services.write_scale(actor=request.user, code=code, anchors=form.anchors, note=note)

    if filled(request, form, act, _("The next version stands. What is planned keeps its own.")):
        return redirect("evaluation:scales")
    words = {
        "title": _("Next version of a scale"),
        "button": _("Write it"),
        "intro": _("What was scored on an earlier version stays as it was."),
    }
    return form_page(request, None, form, **words, template="evaluation/scale_form.html")


@login_required
def sample(request: SignedInRequest) -> HttpResponse:
    """Write the next version of the rule of the sample."""
    allowed(policies.writes_rules(request.user))
    rule = shipped.active_rule()
    initial = {"percent": rule.percent, "seed": rule.seed}
    form = SampleForm(request.POST or None, initial=initial)

    def act() -> None:
        services.write_sampling_rule(actor=request.user, **form.cleaned_data)

    if filled(request, form, act, _("The rule is in force for what is planned from now on.")):
        return redirect("evaluation:scales")
    title = _("Rule of the sample")
    return form_page(request, None, form, title=title, button=_("Put in force"))


def _points(scale: Scale) -> list[tuple[int, str, str]]:
    return [
        (value, point_label(scale.points, value), point_anchor(scale.points, value))
        for value in scale.values
    ]
