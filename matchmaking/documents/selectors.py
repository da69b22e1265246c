"""What is asked about attachments."""

from accounts.models import Organisation
from matchmaking.documents.models import Attachment


def same_file(organisation: Organisation, sha256: str) -> Attachment | None:
    """Return an earlier upload of the very same file by `organisation`."""
    same = Attachment.objects.filter(organisation=organisation, sha256=sha256)
    return same.order_by("uploaded_at").first()
