"""What can be asked of the lists of people; page and file read it alike."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.choices import InvitationStatus, OrganisationKind, RequestStatus, Role
from accounts.models import AccessRequest, Invitation, Organisation
from accounts.policies import is_member
from files.export import Column
from files.rows import RowFilterSet, Sort

EXPIRED = "expired"
Columns = list[Column]


class FocalPointFilterSet(RowFilterSet):
    """Organisations by whether somebody is focal point."""

    focal_point = django_filters.ChoiceFilter(
        label=_("Focal point"),
        choices=[("yes", _("With focal point")), ("no", _("Without focal point"))],
        empty_label=_("All"),
        method="by_focal_point",
    )

    def by_focal_point(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep States with, or without, a focal point."""
        return rows.filter(kind=OrganisationKind.STATE, has_focal_point=value == "yes")


class OrganisationFilterSet(FocalPointFilterSet):
    """Name, kind, focal point and order."""

    sorts = (
        Sort("name", _("Name"), ("name",)),
        Sort("people", _("Most people"), ("-people", "name")),
        Sort("kind", _("Kind"), ("kind", "name")),
    )

    q = django_filters.CharFilter(label=_("Name"), field_name="name", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=OrganisationKind.choices, empty_label=_("All kinds")
    )

    class Meta:
        model = Organisation
        fields = ["q", "kind", "focal_point"]


class DirectoryFilterSet(FocalPointFilterSet):
    """State, office, and for members the person; what a reader may not see is not searched."""

    sorts = (
        Sort("name", _("State"), ("name",)),
        Sort("changed", _("Latest change"), ("-changed", "name")),
    )

    q = django_filters.CharFilter(label=_("State or office"), method="by_words")

    class Meta:
        model = Organisation
        fields = ["q", "focal_point"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sees_people = is_member(self.request.user)
        if self.sees_people:
            self.filters["q"].label = _("State, office or person")
        else:
            del self.filters["focal_point"]

    def by_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what names the words in a column that this reader sees."""
        wanted = Q(name__icontains=value) | Q(contact_point__office__icontains=value)
        if self.sees_people:
            wanted |= Q(contact_point__person__icontains=value)
            wanted |= Q(contact_point__email__icontains=value)
        return rows.filter(wanted)


class InvitationFilterSet(RowFilterSet):
    """Status, organisation, role and order."""

    sorts = (
        Sort("newest", _("Newest"), ("-invited_at", "-pk")),
        Sort("ends", _("Ends first"), ("expires_at", "pk")),
        Sort("organisation", _("Organisation"), ("organisation__name", "email")),
        Sort("email", _("E-mail address"), ("email", "pk")),
    )

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[*InvitationStatus.choices, (EXPIRED, _("Expired"))],
        empty_label=_("Any status"),
        method="by_status",
    )
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=_("All organisations"),
    )
    role = django_filters.ChoiceFilter(
        label=_("Role"), choices=Role.choices, empty_label=_("All roles")
    )

    class Meta:
        model = Invitation
        fields = ["status", "organisation", "role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_organisations(self)

    def by_status(self, rows: QuerySet[Invitation], _name: str, value: str) -> QuerySet[Invitation]:
        """Keep one status; past its day an open one counts as expired."""
        chosen = Invitation.objects.filter(status=value)
        if value == InvitationStatus.OPEN:
            chosen = Invitation.objects.open()
        elif value == EXPIRED:
            chosen = Invitation.objects.expired()
        return rows.filter(pk__in=chosen.values("pk"))


class RequestFilterSet(RowFilterSet):
    """Status, organisation and order."""

    sorts = (
        Sort("newest", _("Newest"), ("-made_at", "-pk")),
        Sort("oldest", _("Oldest"), ("made_at", "pk")),
        Sort("organisation", _("Organisation"), ("organisation__name", "pk")),
    )

    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=RequestStatus.choices, empty_label=_("Any status")
    )
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=_("All organisations"),
    )

    class Meta:
        model = AccessRequest
        fields = ["status", "organisation"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_organisations(self)


ORGANISATION_COLUMNS: Columns = [
    Column("organisation", _("Organisation"), lambda o: o.name),
    Column("kind", _("Kind"), lambda o: str(o.get_kind_display())),
    Column("people", _("People"), lambda o: o.people),
    Column("focal_point", _("Focal point"), lambda o: _focal_point_word(o)),
]
INVITATION_COLUMNS: Columns = [
    Column("email", _("E-mail address"), lambda i: i.email),
    Column("organisation", _("Organisation"), lambda i: i.organisation.name),
    Column("role", _("Role"), lambda i: str(i.get_role_display())),
    Column("status", _("Status"), lambda i: i.shown_status[1]),
    Column("invited_by", _("Invited by"), lambda i: str(i.invited_by)),
    Column("invited", _("Invited"), lambda i: i.invited_at.isoformat()),
    Column("ends", _("Good until"), lambda i: i.expires_at.isoformat()),
]
REQUEST_COLUMNS: Columns = [
    Column("id", _("Number"), lambda r: r.pk),
    Column("person", _("Person"), lambda r: str(r.user)),
    Column("organisation", _("Organisation"), lambda r: r.organisation.name),
    Column("role", _("Role"), lambda r: str(r.get_role_display())),
    Column("status", _("Status"), lambda r: str(r.get_status_display())),
    Column("made", _("Made"), lambda r: r.made_at.isoformat()),
    Column("decided_by", _("Decided by"), lambda r: str(r.decided_by or "")),
    Column("reason", _("Reason"), lambda r: r.reason),
]
_PUBLIC: Columns = [
    Column("state", _("State"), lambda o: o.name),
    Column("code", _("Code"), lambda o: o.country_code),
    Column("office", _("Office"), lambda o: _contact(o, "office")),
]
_FOR_MEMBERS: Columns = [
    Column("person", _("Person"), lambda o: _contact(o, "person")),
    Column("email", _("E-mail address"), lambda o: _contact(o, "email")),
    Column("phone", _("Telephone"), lambda o: _contact(o, "phone")),
    Column("focal_point", _("Focal point"), lambda o: _focal_point_word(o)),
]


def directory_columns(user: Any) -> Columns:
    """Return the columns that `user` may see."""
    return [*_PUBLIC, *_FOR_MEMBERS] if is_member(user) else _PUBLIC


def _contact(organisation: Organisation, name: str) -> str:
    contact = getattr(organisation, "contact_point", None)
    return getattr(contact, name) if contact else ""


def _focal_point_word(organisation: Any) -> str:
    if organisation.kind != OrganisationKind.STATE:
        return ""
    return str(_("yes") if organisation.has_focal_point else _("without focal point"))


def _offer_organisations(filterset: RowFilterSet) -> None:
    known = filterset.queryset.order_by().values("organisation")
    rows = Organisation.objects.filter(pk__in=known).order_by("name")
    filterset.filters["organisation"].queryset = rows
