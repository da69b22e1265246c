"""Addresses of monitoring."""

from django.urls import path

from matchmaking.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("", views.undertaking_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("values/export/<slug:format_name>/", views.all_values, name="all_values"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/framework/", views.framework, name="framework"),
    path("<int:pk>/framework/revise/", views.revise, name="revise"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/values/export/<slug:format_name>/", views.values_export, name="values_export"),
    path("<int:pk>/periods/<int:number>/", views.values, name="values"),
    path("<int:pk>/periods/<int:number>/workbook/", views.workbook, name="workbook"),
    path("<int:pk>/periods/<int:number>/upload/", views.upload, name="upload"),
    path("values/<int:pk>/", views.value, name="value"),
    path("values/<int:pk>/submit/", views.submit_value, name="submit_value"),
    path("values/<int:pk>/approve/", views.approve_value, name="approve_value"),
    path("values/<int:pk>/return/", views.return_value, name="return_value"),
    path("values/<int:pk>/files/<int:number>/", views.evidence, name="evidence"),
    path(
        "values/<int:pk>/files/<int:number>/remove/", views.remove_evidence, name="remove_evidence"
    ),
    path("revisions/<int:pk>/", views.revision, name="revision"),
    path("revisions/<int:pk>/agree/", views.agree_revision, name="agree_revision"),
    path("revisions/<int:pk>/decline/", views.decline_revision, name="decline_revision"),
    path("revisions/<int:pk>/withdraw/", views.withdraw_revision, name="withdraw_revision"),
]
