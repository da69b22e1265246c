import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def speak_english():
    """A visit to a page in another language leaves that language behind."""
    with translation.override("en"):
        yield
