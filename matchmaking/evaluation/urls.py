"""Addresses of evaluations."""

from django.urls import path

from matchmaking.evaluation import views
from matchmaking.evaluation.views.planning import LEAVING
from matchmaking.evaluation.views.responding import MOVES

app_name = "evaluation"
urlpatterns = [
    path("", views.evaluation_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("agreement/", views.agreement, name="agreement"),
    path("scales/", views.scales, name="scales"),
    path("scales/<slug:code>/new/", views.write_scale, name="write_scale"),
    path("sample/", views.sample, name="sample"),
    path("of/<int:pk>/", views.of_undertaking, name="of_undertaking"),
    path("of/<int:pk>/new/", views.plan, name="plan"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/plan/", views.change_plan, name="change_plan"),
    path("<int:pk>/evaluators/", views.ask_evaluator, name="ask_evaluator"),
    path("<int:pk>/score/", views.score, name="score"),
    path("<int:pk>/score/autosave/", views.autosave, name="autosave"),
    path("<int:pk>/papers/", views.add_document, name="add_document"),
    path("<int:pk>/report/", views.write_report, name="write_report"),
    path("<int:pk>/circulate/", views.circulate, name="circulate"),
    path("<int:pk>/end-of-comments/", views.close_comments, name="close_comments"),
    path("<int:pk>/comment/", views.comment, name="comment"),
    path("<int:pk>/consent/", views.consent, name="consent"),
    path("<int:pk>/paper/<slug:form>/", views.paper, name="paper"),
    path("papers/<int:pk>/", views.document, name="document"),
    path("criteria/<int:pk>/settle/", views.settle_score, name="settle_score"),
    path("comments/<int:pk>/answer/", views.answer_comment, name="answer_comment"),
    path("recommendations/<int:pk>/respond/", views.respond, name="respond"),
    path("responses/<int:pk>/follow-up/", views.follow_up, name="follow_up"),
    *(path(f"<int:pk>/{name}/", views.move, {"name": name}, name=name) for name in MOVES),
    path("evaluators/<int:pk>/declare/", views.declare_independence, name="declare_independence"),
    *(
        path(f"evaluators/<int:pk>/{name}/", views.leave, {"name": name}, name=name)
        for name in LEAVING
    ),
]
