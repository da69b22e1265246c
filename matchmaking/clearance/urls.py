"""Addresses of checks before an introduction."""

from django.urls import path

from matchmaking.clearance import views

app_name = "clearance"
PAIR = "<int:need_pk>/<int:offer_pk>"

urlpatterns = [
    path(f"{PAIR}/", views.checklist, name="checklist"),
    path(f"{PAIR}/begin/", views.begin, name="begin"),
]
