"""Photos as they may be kept: pictures and nothing else, without the place they were taken at."""

import io
import warnings
from pathlib import PurePath

from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from matchmaking.errors import DomainError

# What a camera or a phone makes, by the ending of its name, and how it is written again.
PHOTOS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
MOST_PIXELS = 60_000_000
QUALITY = 90


def is_photo(name: str) -> bool:
    """Say whether a file with this name is kept as a photo."""
    return PurePath(name).suffix.lower() in PHOTOS


def stripped(file: File[bytes]) -> ContentFile[bytes]:
    """Return the picture drawn anew: no place, camera, time or words of the first file remain.

    Raise DomainError for what is no picture.
    """
    name = PurePath(file.name or "")
    form = PHOTOS.get(name.suffix.lower())
    if form is None:
        raise DomainError(_("Save the photo as JPEG or PNG first."), field="file")
    try:
        content = _drawn_anew(file, form)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning) as error:
        raise DomainError(_("This file is no picture that can be read."), field="file") from error
    finally:
        file.seek(0)
    return ContentFile(content, name=name.name)


def _drawn_anew(file: File[bytes], form: str) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Image.open(file, formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError(picture.size)
            # Which way is up stands among what is taken away.
            upright = ImageOps.exif_transpose(picture)
            mode = "RGB" if form == "JPEG" or upright.mode not in ("RGBA", "LA", "L") else "RGBA"
            drawn = upright.convert(mode)
    drawn.info.clear()
    target = io.BytesIO()
    drawn.save(target, form, quality=QUALITY)
    return target.getvalue()
