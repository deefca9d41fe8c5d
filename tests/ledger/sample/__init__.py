"""样例 A tiny mechanism that exists only in tests: notes, kept in a table that reads the book."""

from __future__ import annotations

LABEL = "sample"


def install() -> None:
    """装入样例 Adds the sample to the running Django, before its tables are made."""
    from django.apps import AppConfig, apps

    if LABEL not in apps.app_configs:
        config = AppConfig.create("tests.ledger.sample")
        config.apps = apps
        apps.app_configs[LABEL] = config
        config.import_models()
        apps.clear_cache()
