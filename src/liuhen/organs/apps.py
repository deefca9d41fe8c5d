"""单位与人 Django's view of organs, posts, people, tenures and portfolios."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """单位与人 Who there is, in which post, since when."""

    name = "liuhen.organs"
    label = "organs"
    verbose_name = "单位与人"
