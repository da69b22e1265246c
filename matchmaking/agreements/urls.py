"""Addresses of agreements."""

from django.urls import path

from matchmaking.agreements import views

app_name = "agreements"
urlpatterns = [
    path("", views.agreement_list, name="list"),
    path("export/<slug:format_name>/", views.export, name="export"),
    path("new/<int:introduction_pk>/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/sign/", views.sign, name="sign"),
    path("<int:pk>/letter/", views.letter, name="letter"),
    path("<int:pk>/amend/", views.amend, name="amend"),
    path("<int:pk>/amendments/<int:number>/<slug:name>/", views.answer, name="answer"),
    path("<int:pk>/deliveries/", views.deliveries, name="deliveries"),
    path("<int:pk>/deliveries/agree/", views.agree, name="agree"),
    path("<int:pk>/deliveries/<int:number>/", views.evidence, name="evidence"),
    path("<int:pk>/letters/<int:number>/", views.scan, name="scan"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/paper/<slug:form>/", views.paper, name="paper"),
]
