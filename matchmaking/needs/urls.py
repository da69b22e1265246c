"""Addresses of the slice: nouns to look at, verbs to post to."""

from django.urls import path

from matchmaking.needs import views

app_name = "needs"
urlpatterns = [
    path("", views.need_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("new/", views.create, name="create"),
    path("mine/", views.mine, name="mine"),
    path("moderation/", views.moderation, name="moderation"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/autosave/", views.autosave, name="autosave"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/delete/", views.delete_draft, name="delete"),
    *(
        path(f"<int:pk>/{name}/", views.move, {"name": name}, name=name)
        for name in ("submit", "publish", "return", "withdraw", "meet")
    ),
]
