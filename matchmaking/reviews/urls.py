"""Addresses of reviews."""

from django.urls import path

from matchmaking.reviews import views

app_name = "reviews"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("assignments/<int:pk>/", views.assignment, name="assignment"),
    path("assignments/<int:pk>/accept/", views.accept, name="accept"),
    path("assignments/<int:pk>/decline/", views.decline, name="decline"),
    path("assignments/<int:pk>/conflict/", views.leave, name="leave"),
    path("assignments/<int:pk>/write/", views.write, name="write"),
    path("assignments/<int:pk>/autosave/", views.autosave, name="autosave"),
    path("assignments/<int:pk>/check/", views.check, name="check"),
    path("assignments/<int:pk>/change/", views.change, name="change"),
    path("assignments/<int:pk>/keep/", views.keep, name="keep"),
    path("assignments/<int:pk>/take-off/", views.take_off, name="take_off"),
    path("assignments/<int:pk>/day/", views.move_day, name="move_day"),
    path("assignments/<int:pk>/remind/", views.remind, name="remind"),
    path("applications/<int:pk>/", views.application, name="application"),
    path("applications/<int:pk>/export/<slug:format_name>/", views.scores, name="scores"),
    path("applications/<int:pk>/say/", views.say, name="say"),
    path("applications/<int:pk>/close/", views.close, name="close"),
    path("applications/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("applications/<int:pk>/reviewers/", views.reviewers, name="reviewers"),
    path("calls/<int:pk>/", views.call, name="call"),
    path("calls/<int:pk>/export/<slug:format_name>/", views.call_export, name="call_export"),
    path("calls/<int:pk>/proposals/", views.proposals, name="proposals"),
    path("calls/<int:pk>/agreement/", views.agreement, name="agreement"),
    path("calls/<int:pk>/compare/", views.compare, name="compare"),
    path("calls/<int:pk>/compare/<slug:format_name>/", views.compare_export, name="compare_export"),
    path("people/", views.people, name="people"),
    path("people/<int:pk>/", views.profile, name="profile"),
]
