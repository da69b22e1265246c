"""Photos are kept without the place they were taken at; what is no picture is refused."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from matchmaking.documents.photos import stripped
from matchmaking.errors import DomainError

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def photo(name="site.jpg", form="JPEG"):
    """Return a picture that says where it was taken, by whom and which way is up."""
    picture = Image.new("RGB", (40, 20), "red")
    exif = picture.getexif()
    exif[MAKER], exif[ORIENTATION] = "Secret Camera", 6
    exif.get_ifd(GPS).update({1: "S", 2: (1.0, 17.0, 0.0), 3: "E", 4: (36.0, 49.0, 0.0)})
    file = io.BytesIO()
    picture.save(file, form, exif=exif, **({"comment": b"Armoury 7"} if form == "JPEG" else {}))
    return ContentFile(file.getvalue(), name=name)


@pytest.mark.parametrize(("name", "form"), [("site.jpg", "JPEG"), ("Site.PNG", "PNG")])
def test_nothing_of_place_camera_or_words_remains_and_the_picture_stands_upright(name, form):
    before = photo(name, form)
    assert Image.open(before).getexif().get_ifd(GPS)
    kept = stripped(before)
    with Image.open(kept) as picture:
        assert (picture.format, picture.size) == (form, (20, 40))
        assert not dict(picture.getexif())
        assert not set(picture.info) & {"exif", "comment", "xmp", "photoshop"}
    kept.seek(0)
    content = kept.read()
    assert b"Secret Camera" not in content
    assert b"Armoury" not in content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("site.jpg", b"\xff\xd8 no picture at all"),
        ("site.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("site.heic", b"anything"),
    ],
)
def test_what_is_no_picture_is_refused(name, content):
    with pytest.raises(DomainError):
        stripped(ContentFile(content, name=name))
