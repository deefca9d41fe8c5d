"""账户 Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """账户 Accounts and log-in."""

    name = "liuhen.doors.accounts"
    label = "accounts"
    verbose_name = "账户"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """就绪 The screens in a room ask this door whether a log-in still serves."""
        from liuhen.doors.accounts.middleware import alive
        from liuhen.mechanisms.decisions.pages import passes

        passes.ask_at(alive)
