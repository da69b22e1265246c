"""Addresses of the papers of a proposal."""

from django.urls import path

from matchmaking.projects.papers import views

urlpatterns = [
    path("<int:pk>/plan/", views.plan, name="plan"),
    path("<int:pk>/dossier/<str:form>/", views.dossier, name="dossier"),
    path("<int:pk>/budget/", views.budget_sheet, name="budget_sheet"),
    path("<int:pk>/budget/workbook/", views.budget_workbook, name="budget_workbook"),
    path("<int:pk>/budget/<int:number>/", views.budget_preview, name="budget_preview"),
    path("<int:pk>/budget/<int:number>/file/", views.budget_file, name="budget_file"),
]
