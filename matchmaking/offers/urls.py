"""Addresses of the slice."""

app_name = "offers"
urlpatterns: list = []
