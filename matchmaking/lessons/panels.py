"""What lessons show to somebody who writes a request, an offer or a proposal."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts.selectors import Person
from matchmaking.evaluation.models import Evaluation
from matchmaking.lessons import approaches, policies, suggesting
from matchmaking.lessons.choices import Audience
from matchmaking.lessons.likeness import Profile
from matchmaking.lessons.models import Lesson
from matchmaking.monitoring.models import Undertaking
from matchmaking.needs.models import Need, NeedLine
from matchmaking.projects.models import Proposal
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind

PROPOSAL = "proposal"
# The sections of a proposal in which others' experience helps most.
SECTIONS = ("context", "plan", "risks", "sustainability")


def beside_the_form(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show what others learnt while one writes; drawn anew after each saving."""
    return panel(request, kind, record) if record.pk else ""


def panel(request: HttpRequest, kind: RecordKind[Any], record: Record) -> SafeString:
    """Return the panel as it is drawn with the page, and again after each saving."""
    context = {"kind": kind, "record": record}
    return _drawn("lessons/beside.html", request, kind.name, record.pk, of_record(record), context)


def beside_proposal(request: HttpRequest, proposal: Proposal) -> str:
    """Show lessons beside a proposal that is being written, with a way to set them aside."""
    if not proposal.is_editable:
        return ""
    context = {"proposal": proposal, "may_set_aside": True}
    written = of_proposal(proposal)
    return _drawn("lessons/of_proposal.html", request, PROPOSAL, proposal.pk, written, context)


def below_section(request: HttpRequest, proposal: Proposal) -> str:
    """Show the same lessons where they help most, without forms beside the one being filled in."""
    if not proposal.is_editable:
        return ""
    context = {"proposal": proposal}
    written = of_proposal(proposal)
    return _drawn("lessons/of_proposal.html", request, PROPOSAL, proposal.pk, written, context)


def of_undertaking(request: HttpRequest, undertaking: Undertaking) -> str:
    """Show what was learnt in a project or an agreement, and the way to write it down."""
    may_write = policies.writes_lessons(request.user)
    return _learnt(request, may_write, undertaking=undertaking)


def of_evaluation(request: HttpRequest, evaluation: Evaluation) -> str:
    """Show what was learnt from an evaluation; who knows it from inside writes lessons of it."""
    inside = Evaluation.objects.known_to(request.user).filter(pk=evaluation.pk)
    may_write = policies.writes_lessons(request.user) and inside.exists()
    return _learnt(request, may_write, evaluation=evaluation)


def _learnt(request: HttpRequest, may_write: bool, **source: Any) -> str:
    lessons = list(Lesson.objects.visible_to(request.user).filter(**source))
    if not lessons and not may_write:
        return ""
    (name, record) = next(iter(source.items()))
    context = {"lessons": lessons, "source": f"{name}={record.pk}", "may_write": may_write}
    return render_to_string("lessons/of_source.html", context, request=request)


def of_record(record: Record) -> Profile:
    """Return what a request or an offer is about."""
    lines = list(record.lines.all())
    is_need = isinstance(record, Need)
    return suggesting.profile(
        themes=[theme.pk for theme in record.themes.all()],
        kinds=[line.kind_id for line in lines],
        countries=_countries(record),
        audience=Audience.RECIPIENT if is_need else Audience.DONOR,
        text="\n".join([record.title, record.description, *(line.description for line in lines)]),
        language=record.language,
    )


def of_proposal(proposal: Proposal) -> Profile:
    """Return what a proposal is about: its words, and the kinds its requests ask for."""
    asked = NeedLine.objects.filter(need__in=proposal.needs.all())
    texts = proposal.sections.values_list("text", flat=True)
    return suggesting.profile(
        themes=[theme.pk for theme in proposal.themes.all()],
        kinds=asked.values_list("kind", flat=True).distinct(),
        countries={country.pk for country in proposal.countries.all()},
        audience=Audience.IMPLEMENTER,
        text="\n".join([proposal.title, *texts]),
        language=proposal.language,
    )


def _countries(record: Any) -> list[str]:
    if isinstance(record, Need):
        return [record.country_id] if record.country_id else []
    return [country.pk for country in record.eligible_countries.all()]


def _drawn(
    template: str,
    request: HttpRequest,
    kind: str,
    pk: int,
    written: Profile,
    context: dict[str, Any],
) -> SafeString:
    user: Person = request.user
    shown = {
        "suggestions": suggesting.suggestions_for(user, kind, pk, written),
        "aside": suggesting.how_many_aside(user, kind, pk),
        "approaches": approaches.approaches_for(user, written),
    }
    return render_to_string(template, context | shown, request=request)
