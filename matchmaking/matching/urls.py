"""Addresses of the slice."""

app_name = "matching"
urlpatterns: list = []
