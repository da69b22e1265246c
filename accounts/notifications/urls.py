"""Addresses of notifications and tasks."""

from django.urls import path

from accounts.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notification_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("read/", views.mark_all_read, name="read"),
    path("choices/", views.choices, name="choices"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("<int:pk>/", views.open_one, name="open"),
    path("tasks/", views.task_list, name="tasks"),
    path("tasks/export/<slug:format_name>/", views.task_export, name="task_export"),
    path("tasks/<slug:source>/<int:pk>/take/", views.take, name="take"),
    path("tasks/<slug:source>/<int:pk>/release/", views.release, name="release"),
    path("tasks/<slug:source>/<int:pk>/assign/", views.assign, name="assign"),
]
