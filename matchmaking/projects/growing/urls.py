"""Addresses of starting a proposal, and of its sources."""

from django.urls import path

from matchmaking.projects.growing import views

urlpatterns = [
    path("start/", views.start, name="create"),
    path("<int:pk>/sources/", views.sources, name="sources"),
    path("<int:pk>/sources/note/", views.note, name="note_sources"),
]
