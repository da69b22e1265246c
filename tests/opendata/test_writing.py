"""The file of activities keeps the standard, and says what the records say."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.monitoring import making as monitoring
from tests.opendata import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _registered(settings):
    # A publisher that is registered, so that not even a warning is in order.
    settings.IATI_ORGANISATION = "XM-DAC-99999"


def test_a_project_with_all_it_can_say_keeps_the_standard():
    project = making.project()
    undertaking = monitoring.of_project(project)
    making.measured(undertaking)
    found = making.tree()
    assert making.errors(found) == []
    print(making.file().decode())
