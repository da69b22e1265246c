"""Addresses of progress."""

from django.urls import path

from matchmaking.progress import views

app_name = "progress"
urlpatterns = [
    path("", views.lights, name="lights"),
    path("export/<slug:format_name>/", views.lights_export, name="lights_export"),
    path("<int:pk>/plan/", views.plan, name="plan"),
    path("<int:pk>/plan/<slug:format_name>/", views.plan_export, name="plan_export"),
    path("milestones/<int:pk>/", views.milestone, name="milestone"),
    path("milestones/<int:pk>/paper/", views.milestone_paper, name="milestone_paper"),
    path("<int:pk>/register/", views.register, name="register"),
    path("<int:pk>/register/new/", views.entry_new, name="entry_new"),
    path(
        "<int:pk>/register/export/<slug:format_name>/",
        views.register_export,
        name="register_export",
    ),
    path("register/<int:pk>/", views.entry, name="entry"),
    path("register/<int:pk>/close/", views.close_entry, name="close_entry"),
    path("register/<int:pk>/reopen/", views.reopen_entry, name="reopen_entry"),
    path("<int:pk>/visits/", views.visits, name="visits"),
    path("<int:pk>/visits/new/", views.visit_new, name="visit_new"),
    path("visits/<int:pk>/", views.visit, name="visit"),
    path("visits/<int:pk>/edit/", views.visit_edit, name="visit_edit"),
    path("visits/<int:pk>/file/", views.file_visit, name="file_visit"),
    path("visits/<int:pk>/delete/", views.delete_visit, name="delete_visit"),
    path("visits/<int:pk>/papers/<int:number>/", views.visit_paper, name="visit_paper"),
    path("visits/<int:pk>/papers/<int:number>/drop/", views.drop_paper, name="drop_paper"),
    path("<int:pk>/hand-overs/", views.hand_overs, name="hand_overs"),
    path("<int:pk>/hand-overs/new/", views.hand_over_new, name="hand_over_new"),
    path("hand-overs/<int:pk>/state/", views.state_hand_over, name="state_hand_over"),
    path("hand-overs/papers/<int:pk>/", views.hand_over_paper, name="hand_over_paper"),
]
