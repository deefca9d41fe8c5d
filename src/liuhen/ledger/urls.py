"""地址 Where the public log is read: `/tlog/<origin>/checkpoint` and `/tlog/<origin>/tile/…`."""

from django.urls import path

from liuhen.ledger import http

urlpatterns = [
    path("tlog/<path:origin>/checkpoint", http.checkpoint, name="tlog-checkpoint"),
    path("tlog/<path:origin>/tile/<path:path>", http.tile, name="tlog-tile"),
]
