import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from matchmaking.documents import selectors, services
from matchmaking.documents.models import Attachment
from matchmaking.documents.views import download
from tests import cast

pytestmark = pytest.mark.django_db


def store(data=b"words", name="report.pdf", author="amina"):
    actor = cast.join(author)
    organisation = actor.memberships.get().organisation
    file = SimpleUploadedFile(name, data)
    return services.store_attachment(organisation=organisation, file=file, actor=actor)


def test_a_stored_file_is_the_file_that_came():
    attachment = store(b"the words of a State")
    with attachment.file.open() as kept:
        assert kept.read() == b"the words of a State"
    assert attachment.size == 20
    assert attachment.sha256 == hashlib.sha256(b"the words of a State").hexdigest()


def test_nobody_can_guess_where_a_file_lies_or_ask_for_its_address():
    attachment = store(name="national report.pdf")
    assert "report" not in attachment.file.name
    with pytest.raises(ValueError, match="no address"):
        _ = attachment.file.url


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\kenya.docx", "kenya.docx"),
        ("تقرير.xlsx", "تقرير.xlsx"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("", "file"),
    ],
)
def test_the_name_shown_is_the_persons_without_folders_and_tricks(sent, shown):
    assert services.shown_name(sent) == shown


def test_a_very_long_name_keeps_its_ending():
    assert services.shown_name("x" * 400 + ".pdf").endswith(".pdf")
    assert len(services.shown_name("x" * 400 + ".pdf")) == 255


def test_a_file_over_the_limit_is_refused_with_both_sizes(settings):
    settings.REPORT_MAX_BYTES = 4
    with pytest.raises(services.FileTooLarge) as refusal:
        store(b"12345")
    assert "5\xa0bytes" in str(refusal.value.message)
    assert "4\xa0bytes" in str(refusal.value.message)
    assert not Attachment.objects.exists()


def test_the_same_file_is_noticed_within_an_organisation_only():
    first = store(b"same")
    assert selectors.same_file(first.organisation, first.sha256) == first
    other = cast.join("boris").memberships.get().organisation
    assert selectors.same_file(other, first.sha256) is None


def test_a_deleted_file_leaves_the_disk_once_the_deletion_is_certain(
    django_capture_on_commit_callbacks,
):
    attachment = store()
    storage, name = attachment.file.storage, attachment.file.name
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_attachment(attachment=attachment)
        assert storage.exists(name)
    assert not storage.exists(name)


def test_a_deletion_that_is_rolled_back_keeps_the_file():
    attachment = store()
    storage, name = attachment.file.storage, attachment.file.name
    with transaction.atomic():
        services.delete_attachment(attachment=attachment)
        transaction.set_rollback(True)
    assert storage.exists(name)
    assert Attachment.objects.filter(sha256=attachment.sha256).exists()


def test_a_download_is_saved_and_never_opened_in_the_sites_name():
    attachment = store(b"<script>alert(1)</script>", name="تقرير kenya.html")
    response = download(attachment)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    response.close()
