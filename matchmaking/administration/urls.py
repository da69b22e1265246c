"""Addresses of the desk of the funds."""

from django.urls import URLPattern

app_name = "administration"
urlpatterns: list[URLPattern] = []
