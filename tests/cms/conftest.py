import pytest

from cms import services
from cms.models import HomePage


@pytest.fixture
def home(db):
    """Set up the portal as a new installation has it."""
    services.prepare_site()
    return HomePage.objects.get()
