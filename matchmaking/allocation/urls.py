"""Addresses of allocation."""

from django.urls import path

from matchmaking.allocation import views

app_name = "allocation"
urlpatterns = [
    path("", views.scenarios, name="list"),
    path("export/<str:format_name>/", views.scenarios_export, name="list_export"),
    path("new/", views.create, name="create"),
    path("compare/", views.compare, name="compare"),
    path("compare/export/<str:format_name>/", views.compare_export, name="compare_export"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/offers/", views.offers, name="offers"),
    path("<int:pk>/export/<slug:drawer>/<str:format_name>/", views.export, name="export"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/choose/<slug:side>/", views.choose, name="choose"),
    path("<int:pk>/requests/<int:need_pk>/", views.locks, name="locks"),
    path("<int:pk>/solve/", views.solve, name="solve"),
    path("<int:pk>/status/", views.status, name="status"),
    path("<int:pk>/copy/", views.copy, name="copy"),
    path("<int:pk>/delete/", views.delete, name="delete"),
    path("<int:pk>/apply/", views.apply, name="apply"),
]
