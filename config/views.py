"""Is the site alive, and is it ready to serve?"""

from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer that the process runs."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """Answer whether database, migrations and cache are ready; 503 where one is not."""
    checks = {"database": _database_is_ready(), "cache": _cache_is_ready()}
    ready = all(checks.values())
    return JsonResponse({"ready": ready, **checks}, status=200 if ready else 503)


def cms_sign_in(request: HttpRequest) -> HttpResponse:
    """Send visitors to sign in; tell those who did, and may not enter the CMS, so."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/cms/"))


def _database_is_ready() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _cache_is_ready() -> bool:
    cache.set("readyz", "1", 5)
    return cache.get("readyz") == "1"
