"""Addresses of projects, payments, reports due and contributions."""

from django.urls import path

from matchmaking.payments import views

app_name = "payments"
urlpatterns = [
    path("", views.project_list, name="projects"),
    path("export/<slug:format_name>/", views.project_export, name="projects_export"),
    path("<int:pk>/", views.project, name="project"),
    path("<int:pk>/tranches/", views.plan, name="plan"),
    path("<int:pk>/agreement/<slug:form>/", views.agreement, name="agreement"),
    path("<int:pk>/sign/", views.sign, name="sign"),
    path("<int:pk>/papers/<slug:kind>/<int:number>/", views.document, name="document"),
    path("<int:pk>/spend/", views.spend, name="spend"),
    path("<int:pk>/spent/<slug:format_name>/", views.spent_export, name="spent_export"),
    path("<int:pk>/refund/", views.refund, name="refund"),
    path("<int:pk>/suspend/", views.suspend, name="suspend"),
    path("<int:pk>/resume/", views.resume, name="resume"),
    path("<int:pk>/close/", views.close, name="close"),
    path("expenditures/<int:pk>/accept/", views.accept_expenditure, name="accept_expenditure"),
    path("expenditures/<int:pk>/return/", views.return_expenditure, name="return_expenditure"),
    path("payments/", views.payment_list, name="payments"),
    path("payments/export/<slug:format_name>/", views.payment_export, name="payments_export"),
    path("payments/prepare/<int:tranche_pk>/", views.prepare, name="prepare"),
    path("payments/<int:pk>/", views.payment, name="payment"),
    path("payments/<int:pk>/approve/", views.approve_payment, name="approve_payment"),
    path("payments/<int:pk>/return/", views.return_payment, name="return_payment"),
    path("payments/<int:pk>/pay/", views.pay, name="pay"),
    path("reports/", views.report_list, name="reports"),
    path("reports/export/<slug:format_name>/", views.report_export, name="reports_export"),
    path("reports/<int:pk>/", views.report, name="report"),
    path("reports/<int:pk>/accept/", views.accept_report, name="accept_report"),
    path("reports/<int:pk>/return/", views.return_report, name="return_report"),
    path("reports/<int:pk>/skip/", views.skip_report, name="skip_report"),
    path("reports/<int:pk>/extend/", views.extend_report, name="extend_report"),
    path("contributions/", views.contribution_list, name="contributions"),
    path(
        "contributions/export/<slug:format_name>/",
        views.contribution_export,
        name="contributions_export",
    ),
    path("contributions/new/", views.pledge, name="pledge"),
    path("contributions/<int:pk>/", views.contribution, name="contribution"),
    path("contributions/<int:pk>/receive/", views.receive, name="receive"),
    path("contributions/<int:pk>/document/", views.pledge_document, name="pledge_document"),
    path(
        "contributions/<int:pk>/receipts/<int:number>/<slug:form>/", views.receipt, name="receipt"
    ),
    path(
        "contributions/<int:pk>/instalments/<int:number>/document/",
        views.instalment_document,
        name="instalment_document",
    ),
]
