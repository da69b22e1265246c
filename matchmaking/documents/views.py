"""How a private file leaves the house.

There is no address for attachments: the slice whose record points to one has it, fetches the
record through its own `visible_to`, and answers with `download`.
"""

from django.http import FileResponse

from files import private
from matchmaking.documents.models import Attachment


def download(attachment: Attachment) -> FileResponse:
    """Send the file as it came, to be saved and never opened in the site's own name."""
    return private.send(attachment.file, attachment.original_name)
