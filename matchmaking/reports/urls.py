"""Addresses of the slice."""

app_name = "reports"
urlpatterns: list = []
