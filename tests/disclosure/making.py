"""Records that keep parts back, made through their services, and who may read which part."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Organisation
from matchmaking.disclosure import services
from matchmaking.disclosure.choices import COLUMNS, Level, Part, level_column
from matchmaking.disclosure.models import Ask, RecordDocument
from matchmaking.disclosure.selectors import known_record
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from tests import cast
from tests.needs import making as needs
from tests.offers import making as offers

MODELS = {"need": Need, "offer": Offer}
# A word that stands in one column only, and nowhere else on earth.
WORDS = {
    "institution": "Zorbulia",
    "place": "Quandrivo",
    "confidential_place": "Bexahollow",
    "contact_office": "Wumbleford",
    "contact_person": "Yolandrix",
    "contact_email": "xenobart@vostok.example",
    "contact_phone": "707171727374",
    "stock": "Kryptunder",
}
# The same as somebody would look for it; an address is several words.
TYPED = WORDS | {"contact_email": "xenobart"}
DOCUMENT = "Plandomar"
INSIDE = b"Ferrowick at the gate"
PEOPLE = ("visitor", "omar", "amina", "vera", "boris", "dina", "diego", "sofia", "elena")
OWN = {"need": {"amina", "vera"}, "offer": {"dina"}}


def person(name):
    """Return one of the cast; None is a visitor."""
    return None if name == "visitor" else cast.join(name)


STAGES = (Level.ACCEPTED, Level.TALKING, Level.PARTIES)


def readers(kind, level, *, party=None, granted=None, stage=Level.PARTIES):
    """Return who may read a part at this level, as the rules say it, when `party` is at `stage`."""
    always = OWN[kind] | {"sofia"} | ({granted} if granted else set())
    if level == Level.PUBLIC:
        return set(PEOPLE)
    if level == Level.MEMBERS:
        return set(PEOPLE) - {"visitor", "omar"}
    is_open = level in STAGES and STAGES.index(level) <= STAGES.index(stage)
    return always | ({party} if party and is_open else set())


def published(kind, levels=None, **changes):
    """Publish a record with a word in every part, each at the level given (else: public)."""
    making, model = (needs, Need) if kind == "need" else (offers, Offer)
    wanted = {part: (levels or {}).get(part, Level.PUBLIC) for part in model.PARTS}
    fields = {column: WORDS[column] for part in model.PARTS for column in COLUMNS[part]} | {
        level_column(part): level for part, level in wanted.items()
    }
    record = making.published(**fields | changes)
    attach(record)
    return model.objects.get(pk=record.pk)


def attach(record, title=DOCUMENT):
    file = SimpleUploadedFile("plan.txt", INSIDE)
    return services.attach_document(record=record, file=file, title=title, actor=record.created_by)


def words_of(part):
    """Return the words by which a part is recognised wherever it may leak."""
    return [WORDS[column] for column in COLUMNS[part]] or [DOCUMENT]


def ask(record, name="dina", parts=(Part.CONTACT,), purpose="To send our experts"):
    asker = cast.join(name)
    kind = "need" if isinstance(record, Need) else "offer"
    return services.ask_for_disclosure(
        record=known_record(asker, kind, record.pk),
        actor=asker,
        organisation=asker.memberships.get().organisation,
        parts=parts,
        purpose=purpose,
    )


def organisation(name):
    return Organisation.objects.get(memberships__user=cast.join(name))


def document_of(record):
    return RecordDocument.objects.about(record).get()


def records_for_the_table(need):
    """Return what the table of addresses names: a document, and requests for disclosure."""
    document = attach(need)
    granted = ask(need, "tomas", parts=(Part.SITE,))
    services.grant_disclosure(ask_id=granted.pk, actor=need.created_by)
    return {
        "document": document,
        "ask": ask(need, "dina", parts=(Part.SITE,)),
        "granted-ask": Ask.objects.get(pk=granted.pk),
    }
