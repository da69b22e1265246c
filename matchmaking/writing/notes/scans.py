"""What may be attached as a signed note, and the emblem of a letterhead: looked at, not trusted."""

import io
import warnings

from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from matchmaking.documents.scanning import PDF_DANGERS
from matchmaking.errors import DomainError

SCAN_FORMATS = ("PNG", "JPEG", "TIFF")
MOST_PIXELS = 60_000_000
EMBLEM_HEIGHT = 400


def refuse_unfit_scan(file: File[bytes]) -> None:
    """Raise DomainError unless the file is a plain PDF or a picture that can be opened."""
    content = file.read()
    file.seek(0)
    if content.startswith(b"%PDF-"):
        _refuse_unfit_pdf(content)
        return
    image = _picture(content, SCAN_FORMATS)
    if image is None:
        raise DomainError(
            _("This is neither a PDF nor a picture (JPEG, PNG, TIFF). Scan the note again."),
            field="file",
        )


def emblem_from(file: File[bytes]) -> ContentFile[bytes]:
    """Return a picture drawn anew, so that nothing but its pixels is kept."""
    image = _picture(file.read(), ("PNG", "JPEG"))
    if image is None:
        raise DomainError(_("Choose a picture: PNG or JPEG."), field="emblem")
    image.thumbnail((EMBLEM_HEIGHT * 3, EMBLEM_HEIGHT))
    drawn = io.BytesIO()
    image.convert("RGBA").save(drawn, "PNG")
    return ContentFile(drawn.getvalue(), name="emblem.png")


def _refuse_unfit_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2_048:]:
        raise DomainError(_("This PDF is cut short. Scan or save it again."), field="file")
    if any(sign in content for sign in PDF_DANGERS):
        raise DomainError(
            _("This PDF runs programs or holds other files. Print it to a new PDF first."),
            field="file",
        )


def _picture(content: bytes, formats: tuple[str, ...]) -> Image.Image | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=formats)
            if image.width * image.height > MOST_PIXELS:
                return None
            image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning):
        return None
    return image
