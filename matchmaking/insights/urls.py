"""Addresses of insights."""

from django.urls import path

from matchmaking.insights import views

app_name = "insights"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("map/", views.world, name="map"),
    path("flow/", views.flow, name="flow"),
    path("definitions/", views.definitions, name="definitions"),
    path("list/<slug:measure>/", views.listing, name="list"),
    path("export/<slug:what>/<slug:format_name>/", views.export, name="export"),
    path("profiles/", views.profiles, name="profiles"),
    path("states/<str:iso3>/", views.state, name="state"),
    path("donors/<int:pk>/", views.donor, name="donor"),
    path("funds/<int:pk>/", views.fund, name="fund"),
    path("bodies/<str:pk>/", views.body, name="body"),
]
