"""Addresses of what stands beside a record: `kind` is its name, `pk` its number."""

from django.urls import include, path

from matchmaking.writing.views import comments, presence, versions

app_name = "writing"
beside = [
    path("versions/", versions.versions, name="versions"),
    path("versions/<int:number>/restore/", versions.restore, name="restore"),
    path("comments/", comments.comments, name="comments"),
    path("comments/<int:comment>/edit/", comments.edit, name="edit_comment"),
    path("comments/<int:comment>/delete/", comments.delete, name="delete_comment"),
    path("comments/<int:comment>/resolve/", comments.resolve, name="resolve_comment"),
    path("presence/", presence.presence, name="presence"),
    path("discard/", presence.discard, name="discard"),
    path("sign/", presence.sign, name="sign"),
]
urlpatterns = [path("<slug:kind>/<int:pk>/", include(beside))]
