"""存证簿 Django's view of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """存证簿 The ledger as a Django app."""

    name = "liuhen.ledger"
    label = "ledger"
    verbose_name = "存证簿"
    default_auto_field = "django.db.models.BigAutoField"
