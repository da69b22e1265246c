"""Publishing by consent: what is withheld is not in what everybody reads."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.evaluation import notices, parties, policies, redacting
from matchmaking.evaluation.choices import OVER, ConsentAnswer, EvaluationStatus
from matchmaking.evaluation.contents import contents
from matchmaking.evaluation.models import Consent, Evaluation, Publication, Withheld
from matchmaking.evaluation.services.common import announce, locked, move, refuse_unless
from matchmaking.evaluation.signals import evaluation_published, evaluation_unpublished

ACTS = {ConsentAnswer.AGREES: "agree_to_publish", ConsentAnswer.REFUSES: "refuse_to_publish"}


@transaction.atomic
def give_consent(
    *,
    evaluation_id: int,
    actor: User,
    answer: str,
    words: str = "",
    parts: Sequence[str] = (),
    passages: Sequence[str] = (),
) -> Evaluation:
    """Say for one's side whether the report may be published, and what is kept back.

    May be said anew: what is published then follows at once, or is taken back.
    """
    evaluation = locked(evaluation_id)
    sides = policies.party_of(actor, evaluation)
    refuse_unless(bool(sides), is_open=evaluation.status in OVER)
    if answer not in ConsentAnswer.values:
        raise DomainError(_("Say whether you agree."), field="answer")
    _refuse_unknown(evaluation, parts, passages)
    for _side, pk in sides:
        said = {"answer": answer, "words": words.strip(), "made_by": actor}
        consent, _made = Consent.objects.update_or_create(
            evaluation=evaluation, organisation_id=pk, defaults=said
        )
        consent.withheld.all().delete()
        rows = [Withheld(consent=consent, part=part) for part in dict.fromkeys(parts)]
        rows += [Withheld(consent=consent, passage=one.strip()) for one in dict.fromkeys(passages)]
        Withheld.objects.bulk_create(rows)
    audit.record(evaluation, ACTS[ConsentAnswer(answer)], actor=actor, reason=words.strip())
    _follow(evaluation, actor)
    notices.tell_of_consent(evaluation, actor)
    return evaluation


@transaction.atomic
def publish_evaluation(
    *, evaluation_id: int, actor: User, version: int | None = None
) -> Evaluation:
    """Let everybody read the report, without what is withheld, once every party agrees."""
    evaluation = locked(evaluation_id, version)
    move(evaluation, "publish_evaluation", actor)
    if missing := _not_agreeing(evaluation):
        words = _("Not every party agrees to publish: %(parties)s.")
        raise DomainError(words % {"parties": ", ".join(missing)})
    _write(evaluation, actor)
    announce(evaluation_published, evaluation)
    notices.tell_parties("evaluation_is_public", evaluation, actor)
    return evaluation


@transaction.atomic
def unpublish_evaluation(
    *, evaluation_id: int, actor: User, reason: str, version: int | None = None
) -> Evaluation:
    """Take the publication back, for a reason."""
    evaluation = locked(evaluation_id, version)
    move(evaluation, "unpublish_evaluation", actor, reason)
    _take_back(evaluation)
    return evaluation


def _follow(evaluation: Evaluation, actor: User) -> None:
    """Let what is published follow what the parties say now."""
    if evaluation.status != EvaluationStatus.PUBLISHED:
        return
    if _not_agreeing(evaluation):
        # The party itself ends it: nobody else has to agree.
        reason = _("A party no longer agrees to publish.")
        move(evaluation, "unpublish_evaluation", None, reason)
        _take_back(evaluation)
    else:
        _write(evaluation, actor)
        announce(evaluation_published, evaluation)


def _take_back(evaluation: Evaluation) -> None:
    Publication.objects.filter(evaluation=evaluation).delete()
    announce(evaluation_unpublished, evaluation)


def _write(evaluation: Evaluation, actor: User) -> None:
    withheld = Withheld.objects.filter(consent__evaluation=evaluation)
    parts = {row.part for row in withheld if row.part}
    passages = {row.passage for row in withheld if row.passage}
    said = redacting.redacted(contents(evaluation), parts, passages)
    Publication.objects.update_or_create(
        evaluation=evaluation,
        defaults={
            "title": said["title"],
            "contents": said,
            "words": "\n".join(redacting.texts(said)),
            "withheld": len(parts) + len(passages),
            "published_by": actor,
        },
    )


def _not_agreeing(evaluation: Evaluation) -> list[str]:
    rows = evaluation.consents.filter(answer=ConsentAnswer.AGREES)
    agreeing = set(rows.values_list("organisation", flat=True))
    places = parties.organisations(evaluation.undertaking)
    return [str(place) for _side, place in places if place.pk not in agreeing]


def _refuse_unknown(evaluation: Evaluation, parts: Sequence[str], passages: Sequence[str]) -> None:
    """Refuse to withhold what is not there: the party would believe it to be kept back."""
    said = contents(evaluation)
    known = {key for key, _words in redacting.parts_of(said)}
    if set(parts) - known:
        raise DomainError(_("This part is not in the report."), field="parts")
    for passage in passages:
        _refuse_passage(evaluation, said, passage.strip())


def _refuse_passage(evaluation: Evaluation, said: redacting.Contents, passage: str) -> None:
    if len(passage) < redacting.SHORTEST:
        raise DomainError(_("A passage has three letters at least."), field="passages")
    if not redacting.contains(said, passage):
        words = _("“%(passage)s” does not stand in the report. Copy it as it stands there.")
        raise DomainError(words % {"passage": passage}, field="passages")
    country = str(evaluation.undertaking.country or "")
    if passage.casefold() in country.casefold() or passage in said["number"]:
        words = _("A publication names the State. Refuse to publish instead.")
        raise DomainError(words, field="passages")
