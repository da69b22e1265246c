"""Addresses of the slice: the lists, then the pages of one record."""

from django.urls import path

from matchmaking.needs import views
from matchmaking.needs.renewal.urls import urlpatterns as renewals

app_name = "needs"
urlpatterns = [
    path("", views.need_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("mine/", views.mine, name="mine"),
    path("moderation/", views.moderation, name="moderation"),
    path(
        "moderation/export/<slug:format_name>/", views.moderation_export, name="moderation_export"
    ),
    *renewals,
    *views.PAGES.urls,
]
