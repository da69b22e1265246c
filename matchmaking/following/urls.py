"""Addresses of saved searches."""

from django.urls import path

from matchmaking.following import views

app_name = "following"
urlpatterns = [
    path("", views.search_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.open_search, name="open"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/delete/", views.delete, name="delete"),
]
