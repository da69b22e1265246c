"""The parts of a record that may be kept back, for whom, and the words for asking."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Who may read a part of a record, from the widest circle to the narrowest."""

    PUBLIC = "public", _("Everyone")
    MEMBERS = "members", _("Members: signed-in people of any organisation here")
    ACCEPTED = "accepted", _("The other side, once an introduction is accepted by both")
    TALKING = "talking", _("The other side, once the parties are in conversation")
    PARTIES = "parties", _("Parties of an agreement on it")
    OWN = "own", _("Our own organisation")


# How far an introduction has come, each stage a level that opens with it.
STAGES = (Level.ACCEPTED, Level.TALKING, Level.PARTIES)


class Part(TextChoices):
    """What can be kept back in a record that others may know of."""

    INSTITUTION = "institution", _("Beneficiary institution")
    PLACE = "place", _("Place")
    SITE = "site", _("Exact site")
    CONTACT = "contact", _("Contact")
    STOCK = "stock", _("What exists already")
    DOCUMENTS = "documents", _("Attached documents")


# The columns in which a part is written; documents are rows of their own.
COLUMNS: dict[str, tuple[str, ...]] = {
    Part.INSTITUTION: ("institution",),
    Part.PLACE: ("place",),
    Part.SITE: ("confidential_place",),
    Part.CONTACT: ("contact_office", "contact_person", "contact_email", "contact_phone"),
    Part.STOCK: ("stock",),
    Part.DOCUMENTS: (),
}
# What a new record keeps back until the secretariat sets other levels, or its owner does.
SAFE_LEVELS: dict[str, str] = {
    Part.INSTITUTION: Level.MEMBERS,
    Part.PLACE: Level.PUBLIC,
    Part.SITE: Level.OWN,
    Part.CONTACT: Level.PARTIES,
    Part.STOCK: Level.OWN,
    Part.DOCUMENTS: Level.PARTIES,
}


class Way(TextChoices):
    """How a part was read."""

    PAGE = "page", _("On the page")
    FILE = "file", _("In an exported file")
    DOWNLOAD = "download", _("As a document")


class AskStatus(TextChoices):
    OPEN = "open", _("Asked")
    GRANTED = "granted", _("Granted")
    DECLINED = "declined", _("Declined")
    TAKEN_BACK = "taken_back", _("Taken back")
    ENDED = "ended", _("Ended")


def opens_at(level: str, stage: str) -> bool:
    """Say whether a part at `level` is open to a party that has come to `stage`; "": to none."""
    if level not in STAGES or stage not in STAGES:
        return False
    return STAGES.index(Level(level)) <= STAGES.index(Level(stage))


def level_column(part: str) -> str:
    """Return the column that says who may read a part."""
    return f"{part}_level"


def columns_of(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the columns in which these parts are written."""
    return tuple(column for part in parts for column in COLUMNS[part])


def level_columns(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that say who may read these parts."""
    return tuple(level_column(part) for part in parts)


def part_names(parts: Iterable[str]) -> str:
    """Return the names of parts as a page lists them."""
    return ", ".join(str(Part(part).label) for part in Part.values if part in set(parts))
