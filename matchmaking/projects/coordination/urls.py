"""Addresses of endorsements, due diligence and annexes."""

from django.urls import path

from matchmaking.projects.coordination.views import (
    annexes,
    asked,
    diligence,
    endorsing,
    questionnaires,
)

urlpatterns = [
    path("<int:pk>/endorsements/", endorsing.endorsements, name="endorsements"),
    path("endorsements/", asked.endorsements_asked, name="endorsements_asked"),
    path("endorsements/export/<slug:format_name>/", asked.export, name="endorsements_asked_export"),
    path("endorsements/<int:pk>/", endorsing.endorsement, name="endorsement"),
    path("endorsements/<int:pk>/answer/", endorsing.answer, name="answer_endorsement"),
    path("endorsements/<int:pk>/letter/", endorsing.letter, name="record_letter"),
    path("endorsements/<int:pk>/remind/", endorsing.remind, name="remind_body"),
    path("endorsements/<int:pk>/take-back/", endorsing.take_back, name="take_back_endorsement"),
    path("endorsements/<int:pk>/scan/", endorsing.scan, name="endorsement_letter"),
    path("<int:pk>/diligence/", diligence.diligence, name="diligence"),
    path("<int:pk>/diligence/begin/", diligence.begin, name="begin_diligence"),
    path("<int:pk>/diligence/<int:number>/", diligence.form, name="diligence_form"),
    path("<int:pk>/diligence/<int:number>/confirm/", diligence.confirm, name="confirm_diligence"),
    path("<int:pk>/diligence/<int:number>/reopen/", diligence.reopen, name="reopen_diligence"),
    path(
        "<int:pk>/diligence/<int:number>/evidence/<int:answer>/",
        diligence.evidence,
        name="evidence",
    ),
    path("questionnaires/", questionnaires.questionnaires, name="questionnaires"),
    path("questionnaires/new/", questionnaires.write, name="write_questionnaire"),
    path("questionnaires/<int:number>/", questionnaires.questionnaire, name="questionnaire"),
    path(
        "questionnaires/<int:number>/activate/",
        questionnaires.activate,
        name="activate_questionnaire",
    ),
    path("<int:pk>/annexes/", annexes.annexes, name="annexes"),
    path("<int:pk>/annexes/<int:number>/", annexes.annex_file, name="annex"),
    path("<int:pk>/annexes/<int:number>/replace/", annexes.replace, name="replace_annex"),
    path("<int:pk>/annexes/<int:number>/withdraw/", annexes.withdraw, name="withdraw_annex"),
]
