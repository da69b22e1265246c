"""Addresses of applications."""

from django.urls import path

from matchmaking.applications import views

app_name = "applications"
urlpatterns = [
    path("", views.application_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("to/<int:call_pk>/", views.choose, name="choose"),
    path("to/<int:call_pk>/<int:proposal_pk>/", views.submit, name="submit"),
    path("conflicts/", views.conflict_list, name="conflict_list"),
    path("conflicts/export/<slug:format_name>/", views.conflict_export, name="conflict_export"),
    path("interests/", views.interests, name="interests"),
    path("interests/<int:number>/end/", views.end_interest, name="end_interest"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/declare/", views.declare, name="declare"),
    path("<int:pk>/screen/", views.screen, name="screen"),
    path("<int:pk>/screen-again/", views.screen_again, name="screen_again"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw_application"),
    path("<int:pk>/receipt/", views.receipt, name="receipt"),
    path("<int:pk>/rounds/<int:number>/", views.round_, name="round"),
    path("<int:pk>/rounds/<int:number>/annexes/<slug:key>/", views.annex, name="annex"),
    path("<int:pk>/conflicts/", views.conflicts, name="conflicts"),
    path(
        "<int:pk>/conflicts/<int:number>/<slug:name>/",
        views.decide_conflict,
        name="decide",
    ),
]
