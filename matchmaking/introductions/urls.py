"""Addresses of introductions."""

from django.urls import path

from matchmaking.introductions import views

app_name = "introductions"
PAIR = "propose/<int:need_pk>/<int:offer_pk>"
LETTER = "<int:pk>/letters/<slug:kind>/<slug:side>"

urlpatterns = [
    path("", views.introduction_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path(f"{PAIR}/", views.propose, name="propose"),
    path(f"{PAIR}/letter/<slug:side>/", views.interest, name="interest"),
    path(f"{PAIR}/letter/<slug:side>/<slug:form>/", views.interest_paper, name="interest_paper"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/decline/", views.decline, name="decline"),
    path("<int:pk>/introduce/", views.introduce, name="introduce"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/messages/", views.post, name="post"),
    path("<int:pk>/draft/", views.draft, name="draft"),
    path("<int:pk>/questions/", views.ask, name="ask"),
    path("<int:pk>/questions/<int:number>/", views.answer, name="answer"),
    path("<int:pk>/facts/", views.state_fact, name="state_fact"),
    path("<int:pk>/facts/<int:number>/", views.answer_fact, name="answer_fact"),
    path("<int:pk>/broker/", views.invite, name="invite"),
    path("<int:pk>/broker/leave/", views.leave, name="leave"),
    path("<int:pk>/documents/<int:number>/", views.document, name="document"),
    path("<int:pk>/conversation/<slug:format_name>/", views.conversation, name="conversation"),
    path("<int:pk>/scans/<int:number>/", views.scan, name="scan"),
    path(f"{LETTER}/", views.letter, name="letter"),
    path(f"{LETTER}/<slug:form>/", views.letter_paper, name="letter_paper"),
]
