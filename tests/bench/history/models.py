"""A notice whose every change is copied into a second table."""

from django.db import models
from simple_history.models import HistoricalRecords


class Followed(models.Model):
    id = models.UUIDField(primary_key=True)
    text = models.TextField()
    history = HistoricalRecords()

    class Meta:
        app_label = "history"
