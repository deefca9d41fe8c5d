"""网页门的地址 Whole addresses."""

from django.urls import path

from liuhen.doors.web import book, pages, purposes, search

urlpatterns = [
    path("", pages.desk, name="desk"),
    path("verify", pages.verify, name="verify"),
    path("verify/policy.txt", pages.policy, name="verify-policy"),
    path("verify/verify.py", pages.verifier, name="verify-program"),
    path("articles", pages.articles, name="articles"),
    path("book/<uuid:entry>/", book.show, name="entry"),
    path("book/<uuid:entry>/entry.json", book.leaf, name="entry-leaf"),
    path("book/<uuid:entry>/proof.tlog-proof", book.proof, name="entry-proof"),
    path("search/", search.show, name="search"),
    path("purposes/", purposes.show, name="purposes"),
    path("health", pages.health, name="health"),
]
