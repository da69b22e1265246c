"""What the shared services and pages of writing must know of a request."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.disclosure.choices import columns_of, level_columns
from matchmaking.disclosure.selectors import default_levels
from matchmaking.needs import policies
from matchmaking.needs.models import Need
from matchmaking.needs.services.completeness import contradictions, missing_parts
from matchmaking.needs.services.goals import GOALS
from matchmaking.needs.services.lines import LineData
from matchmaking.needs.services.promises import keep_agreements
from matchmaking.needs.signals import need_changed
from matchmaking.needs.workflow import NEED_WORKFLOW
from matchmaking.vocabulary.choices import WorkingLanguage
from matchmaking.writing.records import RecordKind, Words


def _blank(organisation: Organisation) -> Need:
    levels = default_levels(Need)
    return Need(organisation=organisation, country_id=organisation.country_code, **levels)


NEED = RecordKind(
    name="need",
    model=Need,
    namespace="needs",
    words=Words(
        one=_("assistance request"),
        many=_("Assistance requests"),
        mine=_("My requests"),
        none=_("No requests yet"),
        how_to_begin=_("Begin one, or upload a national report and accept the needs found in it."),
        begin=_("New request"),
        new=_("New assistance request"),
        lead=_(
            "Begin with a title. Everything else can wait: the draft is saved while you write, "
            "and nobody outside your State sees it."
        ),
        edit=_("Edit the request"),
        queue=_("Requests to publish"),
        columns=(_("Request"), _("State"), _("Priority")),
        lines=_("lines"),
        sent_back=_("The secretariat sent this request back: %(reason)s"),
        stale=_(
            "%(who)s changed this request after you had opened it. Nothing of yours is lost: "
            "when you save, both are put together, and you choose where both changed the same."
        ),
        closed=_("This request cannot be changed in its present state."),
        promise=_(
            "By submitting you confirm, for your State, that this is what it asks for. The "
            "secretariat publishes it or sends it back with a reason."
        ),
        not_yours=_(
            "Your national focal point submits this request; it is ready for them in My requests."
        ),
    ),
    plain_fields=(
        "title",
        "description",
        "language",
        "priority",
        "rank",
        "starts_on",
        "ends_on",
        "working_languages",
        *columns_of(Need.PARTS),
        *level_columns(Need.PARTS),
        "audience",
        "budget_minor",
        "cofinancing_minor",
        "currency",
        "is_first_stage_only",
        "national_plan",
        "proposal_developed",
    ),
    link_fields=("themes", "bodies_consulted"),
    secret_fields=columns_of(Need.PARTS),
    names=dict.fromkeys(("working_languages", "language"), WorkingLanguage.choices),
    rows={"goals": GOALS},
    line=LineData,
    quantity="quantity",
    amount="cost",
    blank=_blank,
    may_begin=policies.drafts_for,
    may_edit=policies.edits_need,
    owns=policies.owns_need,
    sees_inside=policies.sees_inside,
    workflow=NEED_WORKFLOW,
    missing_parts=missing_parts,
    contradictions=contradictions,
    together=(
        frozenset({"starts_on", "ends_on"}),
        frozenset({"budget_minor", "cofinancing_minor", "currency"}),
    ),
    changed=need_changed,
    guard_lines=keep_agreements,
)
