"""Addresses of open data."""

from django.urls import path

from matchmaking.opendata import views

app_name = "opendata"
urlpatterns = [
    path("", views.home, name="home"),
    path("iati/activities.xml", views.iati, name="iati"),
    path("iati/make/", views.make, name="make"),
    path("tables/<slug:name>.<slug:format_name>", views.table, name="table"),
    path("dictionary/", views.dictionary, name="dictionary"),
    path("datapackage.json", views.data_package, name="package"),
    path("feeds/<slug:name>.atom", views.feed, name="feed"),
    path("calendars/calls.ics", views.calls_calendar, name="calls_calendar"),
    path("calendars/meetings.ics", views.meetings_calendar, name="meetings_calendar"),
    path("calendars/mine/", views.calendar, name="calendar"),
    path("calendars/mine/make/", views.make_calendar, name="make_calendar"),
    path("calendars/mine/revoke/", views.revoke_calendar, name="revoke_calendar"),
    path("calendars/private/<str:token>.ics", views.private_calendar, name="private_calendar"),
    path("activities/<int:pk>/", views.activity, name="activity"),
    path("activities/<int:pk>/agree/", views.agree, name="agree"),
    path("activities/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
