"""Addresses of a person's own pages (me/), and of people and organisations (people/)."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.home, name="home"),
    path("profile/", views.profile, name="profile"),
    path("organisation/", views.switch, name="switch"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/others/end/", views.end_others, name="end_others"),
    path("sessions/<int:pk>/end/", views.end_session, name="end_session"),
    path("data/", views.personal_data, name="personal_data"),
    path("data/export/", views.export_data, name="export_data"),
    path("data/erase/", views.erase, name="erase"),
]

people = [
    path("contacts/", views.directory, name="directory"),
    path("contacts/export/<slug:format_name>/", views.directory_export, name="directory_export"),
    path("contacts/<int:pk>/edit/", views.edit_contact, name="edit_contact"),
    path("organisations/", views.organisations, name="organisations"),
    path(
        "organisations/export/<slug:format_name>/",
        views.organisations_export,
        name="organisations_export",
    ),
    path("organisations/<int:pk>/", views.members, name="members"),
    path("organisations/<int:pk>/invite/", views.invite, name="invite"),
    path("roles/<int:pk>/end/", views.end, name="end"),
    path("roles/<int:pk>/second-factors/", views.reset_factors, name="reset_factors"),
    path("invitations/", views.invitations, name="invitations"),
    path(
        "invitations/export/<slug:format_name>/",
        views.invitations_export,
        name="invitations_export",
    ),
    path("invitations/<int:pk>/resend/", views.resend, name="resend"),
    path("invitations/<int:pk>/revoke/", views.revoke, name="revoke"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("requests/", views.requests, name="requests"),
    path("requests/export/<slug:format_name>/", views.requests_export, name="requests_export"),
    path("requests/new/", views.ask, name="ask"),
    path("requests/<int:pk>/", views.request_detail, name="request"),
    path("requests/<int:pk>/proof/", views.proof, name="proof"),
    path("requests/<int:pk>/grant/", views.grant, name="grant"),
    path("requests/<int:pk>/refuse/", views.refuse, name="refuse"),
    path("requests/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
