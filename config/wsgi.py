"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from config.checks import refuse_contradictions

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
refuse_contradictions()
