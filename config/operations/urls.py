"""Addresses of operators."""

from django.urls import path

from config.operations import views

app_name = "operations"
urlpatterns = [
    path("", views.work, name="work"),
    path("export/<slug:format_name>/", views.work_export, name="work_export"),
    path("failures/", views.failures, name="failures"),
    path("failures/export/<slug:format_name>/", views.failures_export, name="failures_export"),
    path("failures/retry/", views.retry_all, name="retry_all"),
    path("failures/<slug:source>/<int:pk>/", views.failure, name="failure"),
    path("failures/<slug:source>/<int:pk>/retry/", views.retry, name="retry"),
    path("calendar/", views.calendar_page, name="calendar"),
]
