"""规则 Django's view of the rules: what has been enacted, by whom, since when."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """规则 Rules as data, and their coming into force as a record."""

    name = "liuhen.rules"
    label = "rules"
    verbose_name = "规则"
