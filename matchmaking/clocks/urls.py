"""Addresses of clocks: the list and what it is set by, the averages, the reasons, the register."""

from django.urls import path

from matchmaking.clocks.views import averages, listing, reasons, register, targets

app_name = "clocks"
urlpatterns = [
    path("", listing.clock_list, name="list"),
    path("export/<slug:format_name>/", listing.export, name="export"),
    path("targets/", targets.targets, name="targets"),
    path("targets/confirmation/", targets.set_confirmation, name="set_confirmation"),
    path("targets/<slug:stage>/", targets.set_target, name="set_target"),
    path("averages/", averages.averages, name="averages"),
    path("averages/export/<slug:format_name>/", averages.export, name="averages_export"),
    path("reasons/", reasons.reasons, name="reasons"),
    path("reasons/export/<slug:format_name>/", reasons.export, name="reasons_export"),
    path("register/", register.register, name="register"),
    path("register/export/<slug:format_name>/", register.export, name="register_export"),
    path("register/<int:pk>/consent/", register.consent, name="consent"),
    path("register/<int:pk>/withdraw/", register.withdraw, name="withdraw"),
]
