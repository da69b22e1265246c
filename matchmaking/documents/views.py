"""How a private file leaves the house.

There is no address for attachments: the slice whose record points to one has it, fetches the
record through its own `visible_to`, and answers with `download`.
"""

from django.http import FileResponse

from matchmaking.documents.models import Attachment


def download(attachment: Attachment) -> FileResponse:
    """Send the file as it came, to be saved and never opened in the site's own name."""
    response = FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.original_name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
