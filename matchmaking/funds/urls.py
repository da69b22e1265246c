"""Addresses of funds and calls."""

from django.urls import URLPattern, path

from matchmaking.funds import views

app_name = "funds"


def _move(name: str) -> URLPattern:
    return path(f"calls/<int:pk>/{name}/", views.move, {"name": name}, name=name)


urlpatterns = [
    path("", views.fund_list, name="list"),
    path("export/<slug:format_name>/", views.funds_export, name="funds_export"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.fund, name="fund"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/rules/new/", views.rules_write, name="rules_write"),
    path("<int:pk>/rules/<int:number>/", views.rules, name="rules"),
    path("<int:pk>/rules/<int:number>/activate/", views.rules_activate, name="rules_activate"),
    path("<int:pk>/calls/new/", views.call_create, name="call_create"),
    path("calls/", views.call_list, name="calls"),
    path("calls/export/<slug:format_name>/", views.calls_export, name="calls_export"),
    path("calls/<int:pk>/", views.call, name="call"),
    path("calls/<int:pk>/edit/", views.call_edit, name="call_edit"),
    path("calls/<int:pk>/terms/", views.call_terms, name="call_terms"),
    path("calls/<int:pk>/delete/", views.call_delete, name="call_delete"),
    path("calls/<int:pk>/change/", views.call_change, name="call_change"),
    path("calls/<int:pk>/extend/", views.call_extend, name="call_extend"),
    *(_move(name) for name in ("publish", "close", "reopen", "decide_call", "archive_call")),
    path("calls/<int:pk>/ask/", views.ask, name="ask"),
    path("calls/<int:pk>/follow/", views.follow, name="follow"),
    path("calls/<int:pk>/unfollow/", views.unfollow, name="unfollow"),
    path("questions/<int:pk>/", views.answer, name="answer"),
    path("fits/requests/<int:pk>/", views.fits_need, name="fits_need"),
    path("fits/proposals/<int:pk>/", views.fits_proposal, name="fits_proposal"),
]
