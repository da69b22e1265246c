"""Requests for the tests, made through their services."""

import datetime

from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation
from matchmaking.needs import services
from matchmaking.vocabulary.models import Theme
from tests import cast

NEXT_YEAR = timezone.localdate() + datetime.timedelta(days=365)
SECRET = "bunker seventeen behind the northern ridge"


def fields(**changes):
    """Return the answers of a request that could be submitted."""
    complete = {
        "title": "Marking machines for the police",
        "description": "Twelve machines to mark service weapons in all counties.",
        "language": "en",
        "themes": [Theme.objects.get(pk="MRK.02")],
        "priority": "high",
        "ends_on": NEXT_YEAR,
        "budget_minor": 12_000_000,
        "cofinancing_minor": 2_000_000,
        "currency": "USD",
        "place": "Nairobi",
        "confidential_place": SECRET,
    }
    return complete | changes


def line(**changes):
    return services.LineData(**({"kind_id": "EQP.MARK", "quantity": 12, "unit": "item"} | changes))


def draft(author=None, lines=None, **changes):
    """Begin a complete draft of Kenya."""
    author = author or cast.join("amina")
    return services.draft_need(
        actor=author,
        organisation=author.memberships.get().organisation,
        fields=fields(**changes),
        lines=[line()] if lines is None else lines,
    )


def submitted(**changes):
    need = draft(**changes)
    return services.submit_need(need_id=need.pk, actor=need.created_by)


def published(**changes):
    need = submitted(**changes)
    return services.publish_need(need_id=need.pk, actor=cast.join("sofia"))


def in_state(status, **changes):
    """Bring a request into a state by the way a real one takes."""
    if status == "draft":
        return draft(**changes)
    if status == "submitted":
        return submitted(**changes)
    need = published(**changes)
    if status == "met":
        services.meet_need(need_id=need.pk, actor=need.created_by)
    if status == "withdrawn":
        services.withdraw_need(need_id=need.pk, actor=need.created_by)
    if status == "expired":
        services.expire_needs(today=need.ends_on + datetime.timedelta(days=1))
    need.refresh_from_db()
    return need


def kenya():
    return Organisation.objects.get(name="Kenya")


def page(name, need=None):
    return reverse(f"needs:{name}", args=[need.pk] if need else [])


def posted(need, **changes):
    """Return what the browser sends when the form is saved without a change."""
    answers = {
        "version": need.version,
        "title": need.title,
        "language": need.language,
        "description": need.description,
        "themes": [theme.pk for theme in need.themes.all()],
        "priority": need.priority,
        "ends_on": need.ends_on.isoformat() if need.ends_on else "",
        "budget": "120000",
        "cofinancing": "20000",
        "currency": need.currency,
        "place": need.place,
        "confidential_place": need.confidential_place,
        "lines-TOTAL_FORMS": 2,
        "lines-INITIAL_FORMS": 1,
        "lines-0-line": need.lines.first().pk,
        "lines-0-kind": "EQP.MARK",
        "lines-0-quantity": "12",
        "lines-0-unit": "item",
    }
    return answers | changes
