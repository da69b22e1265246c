"""Addresses of round tables."""

from django.urls import URLPattern

app_name = "roundtables"
urlpatterns: list[URLPattern] = []
