import pytest

from accounts.notifications import kinds
from accounts.notifications.kinds import Frequency, Kind


@pytest.fixture
def kind(monkeypatch):
    """Return a function that registers a kind for the length of a test."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))

    def make(name="bell", **changes):
        wording = {
            "title": "The bell rings",
            "text": "The bell of %(place)s rings",
            "mail": "A bell rings",
            "frequency": Frequency.AT_ONCE,
        }
        return kinds.register(Kind(name=name, **(wording | changes)))

    return make
