"""Addresses of the slice: the lists, then the pages of one record."""

from django.urls import path

from matchmaking.offers import views

app_name = "offers"
urlpatterns = [
    path("", views.offer_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("mine/", views.mine, name="mine"),
    path("moderation/", views.moderation, name="moderation"),
    path(
        "moderation/export/<slug:format_name>/", views.moderation_export, name="moderation_export"
    ),
    *views.PAGES.urls,
]
