"""地址 Organs, people, leading groups, portfolios, the calendar and sheets."""

from __future__ import annotations

from django.urls import path

from liuhen.organs.pages import changes, grants, groups, imports, people, portfolios, reading

app_name = "organs"
urlpatterns = [
    path("organs/", reading.home, name="home"),
    path("organs/template/<slug:kind>.xlsx", imports.template, name="template"),
    path("organs/<uuid:organ>/", reading.organ, name="organ"),
    path("organs/<uuid:organ>/children.xlsx", reading.children_sheet, name="children-sheet"),
    path("organs/<uuid:organ>/change/", changes.organ, name="change"),
    path("organs/<uuid:organ>/people/", people.people, name="people"),
    path("organs/<uuid:organ>/people.xlsx", people.people_sheet, name="people-sheet"),
    path("organs/<uuid:organ>/import/", imports.upload, name="import"),
    path("organs/<uuid:organ>/import/confirm/", imports.confirm, name="import-confirm"),
    path("organs/<uuid:organ>/calendar/", changes.calendar, name="calendar"),
    path("organs/<uuid:organ>/calendar.xlsx", changes.calendar_sheet, name="calendar-sheet"),
    path("organs/<uuid:organ>/grants/", grants.grants, name="grants"),
    path("people/<uuid:person>/correct/", people.correct, name="correct"),
    path("people/<uuid:person>/", people.person, name="person"),
    path("people/<uuid:person>/tenure/", people.tenure, name="tenure"),
    path("groups/<uuid:group>/", portfolios.group, name="group"),
    path("groups/<uuid:group>/portfolio/", portfolios.edit, name="portfolio"),
    path("groups/<uuid:group>/portfolio.xlsx", portfolios.sheet, name="portfolio-sheet"),
    path("groups/<uuid:group>/members/", groups.members, name="members"),
    path("groups/<uuid:group>/members.xlsx", groups.members_sheet, name="members-sheet"),
    path("groups/<uuid:group>/supervision/", groups.supervision, name="supervision"),
]
