"""Addresses of round tables."""

from django.urls import URLPattern, path

from matchmaking.roundtables import views

app_name = "roundtables"


def _move(name: str) -> URLPattern:
    return path(f"<int:pk>/{name}/", views.move, {"name": name}, name=name)


urlpatterns = [
    path("", views.table_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("new/", views.create, name="create"),
    path("outcomes/", views.outcome_list, name="outcomes"),
    path("outcomes/export/<slug:format_name>/", views.outcome_export, name="outcome_export"),
    path("outcomes/<int:pk>/", views.follow_up, name="follow_up"),
    path("outcomes/<int:pk>/remove/", views.drop_outcome, name="drop_outcome"),
    path("outcomes/<int:pk>/propose/", views.propose, name="propose"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    *(_move(name) for name in ("invite", "hold", "close", "cancel")),
    path("<int:pk>/requests/", views.add_needs, name="add_needs"),
    path("<int:pk>/requests/choose/", views.choose_needs, name="choose_needs"),
    path("requests/<int:need_pk>/", views.put_on_agenda, name="put_on_agenda"),
    path("<int:pk>/items/", views.add_item, name="add_item"),
    path("slots/<int:pk>/minutes/", views.set_minutes, name="set_minutes"),
    path("slots/<int:pk>/move/<slug:way>/", views.move_slot, name="move_slot"),
    path("slots/<int:pk>/remove/", views.remove_slot, name="remove_slot"),
    path("slots/<int:pk>/outcome/", views.enter_outcome, name="outcome"),
    path("<int:pk>/participants/", views.add_participant, name="add_participant"),
    path("participants/<int:pk>/", views.answer, name="answer"),
    path("participants/<int:pk>/remove/", views.drop_participant, name="drop_participant"),
    path(
        "participants/<int:pk>/invitation/<slug:form>/<slug:language>/",
        views.invitation,
        name="invitation",
    ),
    path("<int:pk>/papers/<slug:name>/<slug:form>/", views.paper, name="paper"),
]
