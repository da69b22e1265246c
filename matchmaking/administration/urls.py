"""Addresses of the desk of the funds."""

from django.urls import path

from matchmaking.administration import views

app_name = "administration"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("terms/<int:pk>/", views.terms, name="terms"),
    path("pipeline/", views.pipeline, name="pipeline"),
    path("pipeline/export/<slug:format_name>/", views.pipeline_export, name="pipeline_export"),
    path("trail/", views.trail, name="trail"),
    path("trail/export/<slug:format_name>/", views.trail_export, name="trail_export"),
]
