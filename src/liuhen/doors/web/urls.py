"""网页门的地址 Whole addresses."""

from django.urls import path

from liuhen.doors.web import pages

urlpatterns = [
    path("", pages.desk, name="desk"),
    path("verify", pages.verify, name="verify"),
    path("verify/policy.txt", pages.policy, name="verify-policy"),
    path("verify/verify.py", pages.verifier, name="verify-program"),
    path("articles", pages.articles, name="articles"),
    path("health", pages.health, name="health"),
]
