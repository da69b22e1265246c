"""Addresses of the matcher."""

from django.urls import path

from matchmaking.matching import views

app_name = "matching"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("requests/", views.desk, {"drawer": "needs"}, name="desk_needs"),
    path("offers/", views.desk, {"drawer": "offers"}, name="desk_offers"),
    path("export/<str:drawer>/<str:format_name>/", views.export, name="export"),
    path("needs/<int:pk>/", views.need, name="need"),
    path("needs/<int:pk>/export/<str:format_name>/", views.need_export, name="need_export"),
    path("offers/<int:pk>/", views.offer, name="offer"),
    path("offers/<int:pk>/export/<str:format_name>/", views.offer_export, name="offer_export"),
    path("pairs/<int:need_pk>/<int:offer_pk>/", views.pair, name="pair"),
    path("pairs/<int:need_pk>/<int:offer_pk>/dismiss/", views.dismiss, name="dismiss"),
    path("pairs/<int:need_pk>/<int:offer_pk>/restore/", views.restore, name="restore"),
    path("duplicates/<slug:kind>/<int:pk>/", views.duplicates, name="duplicates"),
    path("merge/<slug:kind>/<int:pk>/<int:other_pk>/", views.merge, name="merge"),
    path("weights/", views.weights, name="weights"),
    path("weights/new/", views.write_weights, name="write_weights"),
    path("weights/compare/", views.compare_weights, name="compare_weights"),
    path("weights/<int:pk>/activate/", views.activate_weights, name="activate_weights"),
]
