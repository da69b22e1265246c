"""Addresses of the slice."""

app_name = "needs"
urlpatterns: list = []
