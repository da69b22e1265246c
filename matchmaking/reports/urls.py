"""Addresses of the slice: nouns to look at, verbs to post to."""

from django.urls import path

from matchmaking.reports import views

app_name = "reports"
CANDIDATE = "<int:pk>/candidates/<int:candidate_pk>"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("upload/", views.upload, name="upload"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/status/", views.status, name="status"),
    path("<int:pk>/file/", views.download_file, name="file"),
    path("<int:pk>/pages/<int:number>/", views.page_image, name="page"),
    path("<int:pk>/replace/", views.replace, name="replace"),
    path("<int:pk>/read/", views.read, name="read"),
    path("<int:pk>/delete/", views.delete, name="delete"),
    path("<int:pk>/review/", views.review, name="review"),
    path("<int:pk>/merge/", views.merge, name="merge"),
    path("<int:pk>/add/", views.add, name="add"),
    # The address that a request keeps for ever.
    path(f"{CANDIDATE}/", views.passage, name="passage"),
    path(f"{CANDIDATE}/edit/", views.edit, name="edit"),
    path(f"{CANDIDATE}/accept/", views.accept, name="accept"),
    path(f"{CANDIDATE}/reject/", views.reject, name="reject"),
    path(f"{CANDIDATE}/restore/", views.restore, name="restore"),
    path(f"{CANDIDATE}/split/", views.split, name="split"),
]
