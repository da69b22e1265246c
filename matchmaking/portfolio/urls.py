"""Addresses of the portfolio."""

from django.urls import path

from matchmaking.portfolio import views

app_name = "portfolio"
urlpatterns = [
    path("", views.heat, name="heat"),
    path("map/", views.world, name="map"),
    path("gaps/", views.gaps, name="gaps"),
    path("requests/", views.listing, {"what": "requests"}, name="requests"),
    path("offers/", views.listing, {"what": "offers"}, name="offers"),
    path("export/<slug:what>/<slug:format_name>/", views.export, name="export"),
]
