"""Addresses of disclosure."""

from django.urls import path

from matchmaking.disclosure import views

app_name = "disclosure"
ABOUT = "<slug:kind>/<int:pk>"

urlpatterns = [
    path("", views.asks, name="asks"),
    path("defaults/", views.defaults, name="defaults"),
    *(
        path(f"asks/<int:pk>/{name}/", views.answer, {"name": name}, name=name)
        for name in views.ANSWERS
    ),
    path("asks/<int:pk>/", views.asked, name="asked"),
    path("documents/<int:pk>/", views.document, name="document"),
    path("documents/<int:pk>/remove/", views.remove, name="remove"),
    path(f"{ABOUT}/ask/", views.ask, name="ask"),
    path(f"{ABOUT}/readings/", views.readings, name="readings"),
    path(f"{ABOUT}/readings/<slug:format_name>/", views.export, name="export"),
    path(f"{ABOUT}/documents/", views.attach, name="attach"),
    path(f"{ABOUT}/consent/", views.consent, name="consent"),
    path(f"{ABOUT}/consent/withdraw/", views.withdraw, name="withdraw"),
]
