"""Addresses of the coach and of the costed catalogue."""

from django.urls import path

from matchmaking.coaching import views

app_name = "coaching"
urlpatterns = [
    path("catalogue/", views.catalogue, name="catalogue"),
    path("catalogue/export/<slug:format_name>/", views.export, name="export"),
    path("catalogue/<str:code>/", views.entry, name="entry"),
    path("catalogue/<str:code>/insert/", views.insert, name="insert"),
    path("rules/", views.rules, name="rules"),
    path("rules/<int:number>/activate/", views.activate, name="activate"),
    path("<slug:kind>/<int:pk>/", views.panel, name="panel"),
]
