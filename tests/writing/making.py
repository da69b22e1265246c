"""Records of both kinds, alike for tests of what they share."""

from django.http import QueryDict
from django.urls import reverse

from matchmaking.writing import records, services
from matchmaking.writing.forms import editor_of
from tests import cast
from tests.needs import making as needs
from tests.offers import making as offers

MAKING = {"need": needs, "offer": offers}
# Who answers for the record, who else is of the organisation, who is of another.
OWNERS = {"need": "amina", "offer": "dina"}
STRANGERS = {"need": "boris", "offer": "diego"}


def colleague(kind):
    """Bring a second person with the rights to write into the organisation of the record."""
    if kind == "need":
        return cast.join("ali")
    colleague = cast.join("omar")
    owner = cast.join("dina").memberships.get()
    colleague.memberships.create(organisation=owner.organisation, role=owner.role)
    return colleague


def draft(kind, **changes):
    return MAKING[kind].draft(**changes)


def edit(record, person, **fields):
    """Change a record as somebody who has read it just now."""
    kind = records.kind_of(record)
    fresh = kind.model.objects.get(pk=record.pk)
    return services.edit_record(
        kind, record_id=record.pk, version=fresh.version, actor=person, fields=fields
    )


def filled(record, **changes):
    """Return what the browser sends when the form is saved as it was opened."""
    editor = editor_of(records.kind_of(record))(record)
    data = QueryDict(mutable=True)
    data["version"] = record.version
    for field in editor.form:
        _put(data, field.html_name, field.value())
    data["lines-INITIAL_FORMS"] = data["lines-TOTAL_FORMS"] = len(editor.lines.initial)
    for row in editor.lines.forms[: len(editor.lines.initial)]:
        for field in row:
            _put(data, field.html_name, field.value())
    for name, value in changes.items():
        _put(data, name, value)
    return {name: values for name, values in data.lists() if values}


def _put(data, name, value):
    values = value if isinstance(value, list | tuple) else [value]
    data.setlist(name, [_text(one) for one in values if one not in (None, False)])


def _text(value):
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def beside(page, record, *more):
    """Return the address of a page that stands beside a record."""
    return reverse(f"writing:{page}", args=[records.kind_of(record).name, record.pk, *more])


def page(name, record):
    return records.kind_of(record).url(name, record)


def comment_of(person, record, text="Is this figure right?"):
    kind = records.kind_of(record)
    return services.add_comment(kind, record=record, text=text, actor=person)
