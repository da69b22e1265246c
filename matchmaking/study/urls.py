"""Addresses of the study."""

from django.urls import path

from matchmaking.study import views

app_name = "study"
urlpatterns = [
    path("", views.study_list, name="list"),
    path("export/<slug:format_name>/", views.list_export, name="export"),
    path("new/", views.ask, name="ask"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/status/", views.status, name="status"),
    path("<int:pk>/<slug:form>/", views.paper, name="paper"),
]
