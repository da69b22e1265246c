"""Addresses of lessons."""

from django.urls import path

from matchmaking.lessons import views

app_name = "lessons"
urlpatterns = [
    path("", views.lesson_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("work/", views.work, name="work"),
    path("work/export/<slug:format_name>/", views.work_export, name="work_export"),
    path("new/", views.create, name="create"),
    path("track-records/", views.track_records, name="track_records"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    *(
        path(f"<int:pk>/{name}/", views.move, {"name": name}, name=name)
        for name in ("publish", "withdraw", "redraft")
    ),
    path("for/<slug:kind>/<int:pk>/", views.panel, name="panel"),
    path("for/<slug:kind>/<int:pk>/aside/", views.aside, name="aside"),
]
