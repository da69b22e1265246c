"""Addresses of funds and calls."""

from django.urls import URLPattern

app_name = "funds"
urlpatterns: list[URLPattern] = []
