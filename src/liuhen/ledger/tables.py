"""读数表 Tables that are readings of the book: they can be emptied and replayed at any time."""

from __future__ import annotations

from django.apps import apps
from django.db import models


class Reading(models.Model):
    """读数 The base of every table that a replay of the book must reproduce, row for row."""

    class Meta:
        abstract = True


def readings() -> list[type[models.Model]]:
    """全部读数表 Every concrete reading of the installed apps, referring tables before those referred to."""
    concrete = [model for model in apps.get_models() if issubclass(model, Reading)]
    return sorted(concrete, key=lambda model: model._meta.db_table)
