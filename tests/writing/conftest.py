"""What tests of writing may ask for."""

import datetime

import pytest
from django.utils import timezone


@pytest.fixture
def time_passes(monkeypatch):
    """Return a function after which the clock stands later."""

    def pass_by(**time):
        later = timezone.now() + datetime.timedelta(**time)
        monkeypatch.setattr(timezone, "now", lambda: later)

    return pass_by
