"""Addresses of checks before an introduction."""

from django.urls import path

from matchmaking.clearance import views

app_name = "clearance"
PAIR = "pairs/<int:need_pk>/<int:offer_pk>"

urlpatterns = [
    path("", views.checks, name="list"),
    path("mine/", views.checks, {"drawer": "mine"}, name="mine"),
    path("export/<slug:drawer>/<slug:format_name>/", views.export, name="export"),
    path(f"{PAIR}/", views.checklist, name="checklist"),
    path(f"{PAIR}/begin/", views.begin, name="begin"),
    path("checks/<int:pk>/", views.check, name="check"),
    path("checks/<int:pk>/clear/", views.clear, name="clear"),
    *(
        path(f"checks/<int:pk>/{name}/", views.move, {"name": name}, name=name)
        for name in views.ACTS
    ),
    path("documents/<int:pk>/", views.document, name="document"),
    path("hits/<int:pk>/decide/", views.decide, name="decide"),
    path("rules/", views.rules, name="rules"),
    path("rules/<int:number>/activate/", views.activate, name="activate"),
    path("names/", views.names, name="names"),
    path("names/<int:number>/", views.name_list, name="name_list"),
    path("names/<int:number>/file/", views.list_file, name="list_file"),
]
