"""护栏 Puts the triggers up that keep log tables from being changed."""

from django.db import migrations

from liuhen.ledger import guards


def _up(apps, editor):
    for statement in guards.sql(editor.connection.vendor):
        editor.execute(statement, params=None)  # a "%" in it is meant


def _down(apps, editor):
    for statement in guards.drop_sql(editor.connection.vendor):
        editor.execute(statement, params=None)  # a "%" in it is meant


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(_up, _down)]
