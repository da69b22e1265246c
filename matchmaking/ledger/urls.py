"""Addresses of the ledger."""

from django.urls import path

from matchmaking.ledger.views import acts, postings, statements, trial

app_name = "ledger"
urlpatterns = [
    path("", statements.statement_list, name="list"),
    path("funds/<int:pk>/", statements.fund, name="fund"),
    path("funds/<int:pk>/trial-balance/", trial.trial, name="trial"),
    path("funds/<int:pk>/trial-balance/<slug:format_name>/", trial.trial_file, name="trial_file"),
    path("funds/<int:pk>/revalue/", acts.revalue, name="revalue"),
    path("funds/<int:pk>/<slug:format_name>/", statements.fund_file, name="fund_file"),
    path("funds/<int:pk>/contributors/<int:donor_pk>/", statements.contributor, name="contributor"),
    path(
        "funds/<int:pk>/contributors/<int:donor_pk>/<slug:format_name>/",
        statements.contributor_file,
        name="contributor_file",
    ),
    path("projects/<int:pk>/", statements.project, name="project"),
    path("projects/<int:pk>/<slug:format_name>/", statements.project_file, name="project_file"),
    path("postings/<int:pk>/", postings.posting, name="posting"),
    path("postings/<int:pk>/document/", postings.document, name="document"),
    path("postings/<int:pk>/reverse/", acts.reverse, name="reverse"),
]
