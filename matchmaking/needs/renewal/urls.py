"""Addresses about renewals; they belong to the namespace of the requests."""

from django.urls import path

from matchmaking.needs.renewal import views

REPORT = "renewals/report/<int:pk>"
STATE = "renewals/state/<slug:code>"
urlpatterns = [
    path("renewals/", views.comparisons, name="comparisons"),
    path(
        "renewals/export/<slug:format_name>/", views.comparisons_export, name="comparisons_export"
    ),
    path("renewals/period/", views.renewal_period, name="renewal_period"),
    path(f"{REPORT}/", views.comparison, name="comparison"),
    path(f"{REPORT}/export/<slug:format_name>/", views.comparison_export, name="comparison_export"),
    path(f"{STATE}/", views.lines, name="lines"),
    path(f"{STATE}/export/<slug:format_name>/", views.lines_export, name="lines_export"),
    path("renewals/<int:pk>/", views.renewal, name="renewal"),
    path("renewals/<int:pk>/confirm/", views.confirm, name="renewal_confirm"),
    path("renewals/<int:pk>/undo/", views.undo, name="renewal_undo"),
    path("renewals/<int:pk>/change/", views.change, name="renewal_change"),
]
