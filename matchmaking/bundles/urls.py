"""Addresses of bundles."""

from django.urls import path

from matchmaking.bundles import views

app_name = "bundles"
urlpatterns = [
    path("", views.bundle_list, name="list"),
    path("export/<str:format_name>/", views.export, name="export"),
    path("needs/<int:need_pk>/", views.find, name="find"),
    path("needs/<int:need_pk>/new/", views.compose, name="compose"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/export/<str:format_name>/", views.part_export, name="part_export"),
    path("<int:pk>/shortlist/", views.shortlist, name="shortlist"),
    path("<int:pk>/propose/", views.propose, name="propose"),
    path("<int:pk>/shelve/", views.shelve, name="shelve"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
]
