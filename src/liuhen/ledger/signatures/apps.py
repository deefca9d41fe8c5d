"""签名 The signature providers as a Django app."""

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    """签名 Keys, providers and the surface on which people sign."""

    name = "liuhen.ledger.signatures"
    label = "signatures"
    verbose_name = "签名"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from liuhen.ledger.signatures import handwritten, passkey, pin, registry

        for provider in (pin.Pin(), passkey.Passkey(), handwritten.Handwritten()):
            registry.register(provider)
