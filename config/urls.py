"""Every address of the site. English has no prefix; the other languages do (/ar/needs/)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.urls import people
from config.health import healthz, readyz
from config.metrics.views import metrics
from config.views import cms_sign_in

handler500 = "config.views.server_error"
to_sign_in = RedirectView.as_view(pattern_name="cms_sign_in", query_string=True)
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("cms-sign-in/", cms_sign_in, name="cms_sign_in"),
    # Wagtail's own sign-in pages know neither limits nor second factors.
    path("cms/login/", to_sign_in),
    path("_util/login/", to_sign_in),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.DEBUG:
    urlpatterns += staticfiles_urlpatterns()
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.urls")),
    path("me/", include("accounts.urls")),
    path("people/", include((people, "people"))),
    path("notifications/", include("accounts.notifications.urls")),
    path("writing/", include("matchmaking.writing.urls")),
    path("coaching/", include("matchmaking.coaching.urls")),
    path("disclosure/", include("matchmaking.disclosure.urls")),
    path("following/", include("matchmaking.following.urls")),
    path("proposals/", include("matchmaking.projects.urls")),
    path("funds/", include("matchmaking.funds.urls")),
    path("applications/", include("matchmaking.applications.urls")),
    path("ledger/", include("matchmaking.ledger.urls")),
    path("reviews/", include("matchmaking.reviews.urls")),
    path("decisions/", include("matchmaking.decisions.urls")),
    path("projects/", include("matchmaking.payments.urls")),
    path("fund-desk/", include("matchmaking.administration.urls")),
    path("monitoring/", include("matchmaking.monitoring.urls")),
    path("progress/", include("matchmaking.progress.urls")),
    path("observations/", include("matchmaking.observations.urls")),
    path("evaluations/", include("matchmaking.evaluation.urls")),
    path("lessons/", include("matchmaking.lessons.urls")),
    path("insights/", include("matchmaking.insights.urls")),
    path("study/", include("matchmaking.study.urls")),
    path("open-data/", include("matchmaking.opendata.urls")),
    path("reports/", include("matchmaking.reports.urls")),
    path("needs/", include("matchmaking.needs.urls")),
    path("offers/", include("matchmaking.offers.urls")),
    path("matching/", include("matchmaking.matching.urls")),
    path("clearance/", include("matchmaking.clearance.urls")),
    path("introductions/", include("matchmaking.introductions.urls")),
    path("agreements/", include("matchmaking.agreements.urls")),
    path("clocks/", include("matchmaking.clocks.urls")),
    path("desk/", include("matchmaking.desk.urls")),
    path("bundles/", include("matchmaking.bundles.urls")),
    path("allocation/", include("matchmaking.allocation.urls")),
    path("round-tables/", include("matchmaking.roundtables.urls")),
    path("portfolio/", include("matchmaking.portfolio.urls")),
    path("operations/", include("config.operations.urls")),
    *([path("style-guide/", include("config.style_guide.urls"))] if settings.STYLE_GUIDE else []),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
