"""Making proposals for tests, through their services."""

from accounts.models import Organisation
from matchmaking.projects import services
from matchmaking.projects.contents import contents, section_of
from matchmaking.projects.models import Proposal, TeamMember
from matchmaking.projects.sections import section_named
from matchmaking.projects.services import saving
from matchmaking.projects.services.common import settle
from matchmaking.vocabulary.models import Country
from tests import cast

TITLE = "Marking of state-owned arms in two counties"


def words(code):
    return f"What there is to say about {code}."


def complete(implementer_id):
    """What each section of a proposal without a gap says."""
    return {
        "basics": {"starts_on": "2027-01-15", "months": 12, "themes": ["MRK"], "text": ""},
        **{
            code: {"text": words(code)}
            for code in (
                "summary",
                "context",
                "objectives",
                "beneficiaries",
                "sustainability",
                "monitoring",
            )
        },
        "results": {
            "results": [
                {"key": "imp", "level": "impact", "statement": "Fewer arms are diverted."},
                {
                    "key": "oc1",
                    "level": "outcome",
                    "statement": "Police arms can be traced.",
                    "assumptions": "The registry stays staffed.",
                },
                {"key": "op1", "level": "output", "parent": "oc1", "statement": "Arms are marked."},
            ],
            "indicators": [
                {
                    "key": "in1",
                    "result": "oc1",
                    "title": "Share of traced arms",
                    "unit": "%",
                    "baseline": "5",
                    "target": "60",
                    "due_on": "2027-12-31",
                    "verification": "Register of traces",
                },
                {
                    "key": "in2",
                    "result": "op1",
                    "title": "Arms marked",
                    "unit": "arms",
                    "baseline": "0",
                    "target": "12000",
                    "due_on": "2027-11-30",
                    "verification": "Marking log",
                },
            ],
            "milestones": [
                {"key": "ms1", "indicator": "in2", "due_on": "2027-06-30", "value": "4000"},
            ],
        },
        "plan": {
            "activities": [
                {
                    "key": "ac1",
                    "output": "op1",
                    "title": "Train the marking team",
                    "starts_month": 1,
                    "months": 2,
                    "responsible": "Implementer",
                },
                {
                    "key": "ac2",
                    "output": "op1",
                    "title": "Mark the arms",
                    "starts_month": 3,
                    "months": 9,
                    "responsible": "Police",
                },
            ],
        },
        "budget": {
            "budget": [
                {
                    "key": "bl1",
                    "category": "equipment",
                    "description": "Marking machines",
                    "unit": "machine",
                    "quantity": "2",
                    "unit_cost_minor": 2_500_000,
                    "output": "op1",
                },
                {
                    "key": "bl2",
                    "category": "training",
                    "description": "Training of operators",
                    "unit": "course",
                    "quantity": "3",
                    "unit_cost_minor": 400_000,
                    "cofinancing_minor": 200_000,
                    "cofinancer": "Kenya",
                    "output": "op1",
                    "activity": "ac1",
                },
            ],
        },
        "risks": {
            "risks": [
                {
                    "key": "ri1",
                    "description": "Machines arrive late.",
                    "mitigation": "Order in month 1.",
                    "owner": "Implementer",
                }
            ],
        },
        "gender": {"gender_marker": 1, "text": words("gender")},
        "partner": {"implementer": implementer_id, "text": words("partner")},
    }


def begin(actor, *, title=TITLE, **options):
    """Begin a proposal of the State of `actor`."""
    state = Organisation.objects.get(name="Kenya")
    return services.begin_proposal(
        actor=actor, applicant=state, country=Country.objects.get(pk="KEN"), title=title, **options
    )


def fill(proposal, actor, **changed):
    """Write every section that a proposal must have; `changed` replaces what a section says.

    All as one change: saving section by section, as people do, takes thirteen times as long.
    """
    partner = cast.join("nadia").memberships.get().organisation
    proposal = Proposal.objects.get(pk=proposal.pk)
    was, values = contents(proposal), {}
    for code, said in {**complete(partner.pk), **changed}.items():
        section, row = section_named(code), proposal.sections.get(code=code)
        whole = saving.tidy({**section_of(was, section), **said}, section)
        values |= saving._write(proposal, section, row, whole, actor)
    settle(proposal, "summary", actor, **values)
    return Proposal.objects.get(pk=proposal.pk)


def sign(proposal, *people):
    for person in people:
        services.sign_proposal(proposal_id=proposal.pk, actor=person)
    return Proposal.objects.get(pk=proposal.pk)


def signed(amina, nadia, **options):
    """A proposal of Kenya, complete, signed by amina for the State and by nadia."""
    return sign(fill(begin(amina, **options), amina), amina, nadia)


def submitted(amina, nadia, **options):
    proposal = signed(amina, nadia, **options)
    return services.submit_proposal(proposal_id=proposal.pk, actor=amina)


def join(proposal, person, role, organisation):
    """Put somebody into the team."""
    return TeamMember.objects.create(
        proposal=proposal,
        user=person,
        role=role,
        organisation=Organisation.objects.get(name=organisation),
    )


def in_state(status):
    """A proposal of Kenya led by amina, with ali as a writer, in a state."""
    amina, nadia = cast.join("amina"), cast.join("nadia")
    proposal = begin(amina)
    join(proposal, cast.join("ali"), "writer", "Kenya")
    if status in ("draft", "revision"):  # only there do words count: they can be signed
        fill(proposal, amina)
    if status == "revision":
        sign(proposal, amina, nadia)
        services.submit_proposal(proposal_id=proposal.pk, actor=amina)
        services.return_proposal(proposal_id=proposal.pk, actor=None, reason="Say more")
    else:
        Proposal.objects.filter(pk=proposal.pk).update(status=status)
    return Proposal.objects.get(pk=proposal.pk)


def records_for_the_table():
    """Make what the table of addresses names: a draft of amina and ali, and one omar may join."""
    amina, ali = cast.join("amina"), cast.join("ali")
    cast.join("nadia")
    draft, asked = begin(amina), begin(amina, title="Tracing in three ports")
    member = join(draft, ali, "writer", "Kenya")
    said = {"results": [{"key": "oc1", "level": "outcome", "statement": "Arms can be traced."}]}
    services.save_section(proposal_id=draft.pk, code="results", said=said, actor=ali)
    return {
        "proposal": Proposal.objects.get(pk=draft.pk),
        "team-member": member,
        "asked-proposal": asked,
        "team-invitation": services.invite(
            proposal_id=asked.pk, email="omar@example.org", role="reader", actor=amina
        ),
        "section-comment": services.add_comment(
            proposal_id=draft.pk, code="summary", text="Too long?", actor=ali
        ),
    }
