"""Addresses of the broker's desk."""

from django.urls import path

from matchmaking.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("export/<str:format_name>/", views.export, name="export"),
    path("act/", views.act, name="act"),
    path("needs/<int:pk>/", views.need, name="need"),
    path("offers/<int:pk>/", views.offer, name="offer"),
    path("pairs/<int:need_pk>/<int:offer_pk>/", views.pair, name="pair"),
    path("pairs/<int:need_pk>/<int:offer_pk>/<slug:act>/", views.judge, name="judge"),
    path("order/", views.order, name="order"),
]
