"""Addresses of a person's own pages."""

app_name = "accounts"
urlpatterns: list = []
