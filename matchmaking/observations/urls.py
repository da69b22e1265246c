"""Addresses of observations."""

from django.urls import path

from matchmaking.observations import views

app_name = "observations"
urlpatterns = [
    path("", views.observation_list, name="list"),
    path("export/<slug:format_name>/", views.observation_export, name="export"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/assign/", views.assign, name="assign"),
    path("<int:pk>/verify/", views.verify_observation, name="verify_observation"),
    path("<int:pk>/return/", views.return_observation, name="return_observation"),
    path("<int:pk>/papers/<int:number>/", views.paper, name="paper"),
]
