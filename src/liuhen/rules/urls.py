"""地址 The rulebook at /rules/, a rule at /rules/<id>."""

from django.urls import path

from liuhen.rules import pages

app_name = "rules"
urlpatterns = [
    path("rules/", pages.index, name="index"),
    path("rules/enactments", pages.enactments, name="enactments"),
    path("rules/enactments/propose", pages.propose, name="propose"),
    path("rules/enactments/<uuid:enactment>", pages.decide, name="decide"),
    path("rules/bodies/<str:body_id>", pages.body, name="body"),
    path("rules/<str:rule_id>", pages.rule, name="rule"),
]
