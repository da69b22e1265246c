"""Addresses of the matcher."""

from django.urls import path

from matchmaking.matching import views

app_name = "matching"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("needs/<int:pk>/", views.need, name="need"),
    path("offers/<int:pk>/", views.offer, name="offer"),
    path("pairs/<int:need_pk>/<int:offer_pk>/", views.pair, name="pair"),
    path("pairs/<int:need_pk>/<int:offer_pk>/dismiss/", views.dismiss, name="dismiss"),
    path("pairs/<int:need_pk>/<int:offer_pk>/restore/", views.restore, name="restore"),
]
