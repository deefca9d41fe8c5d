"""One section of the benches, in this process: an installation of its own in a folder that goes away."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile


def main(module: str) -> None:
    """Runs one section and prints its lines."""
    with tempfile.TemporaryDirectory(prefix="liuhen-bench-") as folder:
        given = os.environ.get("LIUHEN_TEST_POSTGRES", "sqlite")
        os.environ.update(DJANGO_SETTINGS_MODULE="liuhen.config.settings", LIUHEN_DATA=folder, LIUHEN_DATABASE=given)
        os.environ.update(LIUHEN_SECRET="bench", LIUHEN_HTTPS="0", LIUHEN_BOOK="bench.liuhen/county")
        import django

        django.setup()
        section = importlib.import_module(module)
        getattr(section, "prepare", lambda: None)()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("migrate", run_syncdb=True, verbosity=0)  # the benches' own tables, which may refer to ours
        print(f"\n── {module.rpartition('.')[2]} ({'PostgreSQL' if given != 'sqlite' else 'SQLite'})")
        for what, figure, bar in section.run():
            print(f"{what:<62} {figure:>28}   {bar}")


if __name__ == "__main__":
    main(sys.argv[1])
