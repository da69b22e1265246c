"""Addresses of committees, rankings, scenarios, ballots, decisions and conditions."""

from django.urls import path

from matchmaking.decisions import views

app_name = "decisions"
urlpatterns = [
    path("", views.decision_list, name="list"),
    path("export/<str:format_name>/", views.decision_export, name="list_export"),
    path("<int:pk>/", views.decision, name="decision"),
    path("<int:pk>/letter/<slug:form>/", views.letter, name="letter"),
    path("<int:pk>/appeal/", views.appeal, name="appeal"),
    path("appeals/<int:pk>/ballot/", views.hear_appeal, name="hear_appeal"),
    path("calls/<int:call_pk>/committee/", views.committee, name="committee"),
    path("seats/<int:pk>/chair/", views.take_chair, name="take_chair"),
    path("seats/<int:pk>/leave/", views.leave_seat, name="leave_seat"),
    path("calls/<int:call_pk>/ranking/", views.ranking, name="ranking"),
    path(
        "calls/<int:call_pk>/ranking/export/<str:format_name>/",
        views.ranking_export,
        name="ranking_export",
    ),
    path("calls/<int:call_pk>/lots/", views.lots, name="lots"),
    path("applications/<int:pk>/rounds/", views.rounds, name="rounds"),
    path("applications/<int:application_pk>/score/", views.score, name="score"),
    path("calls/<int:call_pk>/scenarios/", views.choices, name="choices"),
    path("calls/<int:call_pk>/scenarios/new/", views.choice_create, name="choice_create"),
    path("calls/<int:call_pk>/scenarios/compare/", views.choices_compare, name="choices_compare"),
    path("scenarios/<int:pk>/", views.choice, name="choice"),
    path("scenarios/<int:pk>/edit/", views.choice_edit, name="choice_edit"),
    path("scenarios/<int:pk>/solve/", views.choice_solve, name="choice_solve"),
    path("scenarios/<int:pk>/copy/", views.choice_copy, name="choice_copy"),
    path("scenarios/<int:pk>/delete/", views.choice_delete, name="choice_delete"),
    path("scenarios/<int:pk>/export/<str:format_name>/", views.choice_export, name="choice_export"),
    path("applications/<int:application_pk>/ballot/", views.ballot_open, name="ballot_open"),
    path("ballots/<int:pk>/", views.ballot, name="ballot"),
    path("ballots/<int:pk>/count/", views.ballot_count, name="ballot_count"),
    path("ballots/<int:pk>/cancel/", views.cancel_ballot, name="cancel_ballot"),
    path("conditions/", views.conditions, name="conditions"),
    path("conditions/export/<str:format_name>/", views.conditions_export, name="conditions_export"),
    path("conditions/<int:pk>/", views.condition, name="condition"),
    path("conditions/<int:pk>/accept/", views.accept_evidence, name="accept_evidence"),
    path("conditions/<int:pk>/send-back/", views.send_back_evidence, name="send_back_evidence"),
    path("conditions/<int:pk>/waive/", views.waive_condition, name="waive_condition"),
    path("conditions/<int:pk>/ballot/", views.propose_waiver, name="propose_waiver"),
    path("evidence/<int:pk>/file/", views.evidence_file, name="evidence_file"),
]
