"""Addresses of proposals."""

from django.urls import path

from matchmaking.projects import views
from matchmaking.projects.coordination.urls import urlpatterns as coordination
from matchmaking.projects.growing.urls import urlpatterns as growing
from matchmaking.projects.papers.urls import urlpatterns as papers

app_name = "projects"
urlpatterns = [
    path("", views.proposal_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/sign/", views.sign, name="sign"),
    path("<int:pk>/ask/", views.ask, name="ask"),
    path("<int:pk>/withdraw/", views.move, {"name": "withdraw"}, name="withdraw"),
    path("<int:pk>/redraft/", views.move, {"name": "redraft"}, name="redraft"),
    path("<int:pk>/print/", views.print_page, name="print"),
    path("<int:pk>/sections/<slug:code>/", views.section, name="section"),
    path("<int:pk>/sections/<slug:code>/autosave/", views.autosave, name="autosave"),
    path("<int:pk>/sections/<slug:code>/presence/", views.presence, name="presence"),
    path("<int:pk>/sections/<slug:code>/discard/", views.discard, name="discard"),
    path("<int:pk>/sections/<slug:code>/comments/", views.comment, name="comment"),
    path(
        "<int:pk>/sections/<slug:code>/comments/<int:number>/resolve/",
        views.resolve,
        name="resolve",
    ),
    path("<int:pk>/results/new/", views.result, name="add_result"),
    path("<int:pk>/results/<slug:key>/", views.result, name="result"),
    path("<int:pk>/results/<slug:key>/remove/", views.drop_result, name="drop_result"),
    path("<int:pk>/versions/", views.versions, name="versions"),
    path("<int:pk>/versions/<int:number>/restore/", views.restore, name="restore"),
    path("<int:pk>/team/", views.team, name="team"),
    path("<int:pk>/team/invite/", views.invite, name="invite"),
    path("<int:pk>/team/leave/", views.leave, name="leave"),
    path("<int:pk>/team/<int:number>/role/", views.change_role, name="change_role"),
    path("<int:pk>/team/<int:number>/drop/", views.drop_member, name="drop_member"),
    path("<int:pk>/team/<int:number>/lead/", views.hand_over, name="hand_over"),
    path("<int:pk>/invitations/<int:number>/answer/", views.answer, name="answer"),
    path("<int:pk>/invitations/<int:number>/take-back/", views.take_back, name="take_back"),
    *growing,
    *papers,
    *coordination,
]
