"""Addresses of what stands beside a record: `kind` is its name, `pk` its number."""

from django.urls import include, path

from matchmaking.writing.notes import views as notes
from matchmaking.writing.sheets import views as sheets
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
    path("note/", notes.note, name="note"),
    path("note/<slug:form>/", notes.paper, name="note_paper"),
    path("note/scans/<int:number>/", notes.scan, name="note_scan"),
    path("note/scans/<int:number>/remove/", notes.remove_scan, name="remove_note_scan"),
]
of_a_kind = [
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/template/", sheets.template, name="sheet_template"),
    path("sheets/records/", sheets.records, name="sheet_records"),
]
urlpatterns = [
    path("sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("sheets/<int:pk>/status/", sheets.status, name="sheet_status"),
    path("sheets/<int:pk>/save/", sheets.save, name="save_sheet"),
    path("sheets/<int:pk>/file/", sheets.file, name="sheet_file"),
    path("letterhead/<int:organisation>/", notes.letterhead, name="letterhead"),
    path("<slug:kind>/", include(of_a_kind)),
    path("<slug:kind>/<int:pk>/", include(beside)),
]
