"""One section of the benches, in this process: an installation of its own in a folder that goes away.

    python -m tests.bench.one MODULE SETTINGS FILE     the figures go into the file

The database is SQLite, or the PostgreSQL that `python -m tests.database` has started around this command.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from pathlib import Path

from tests.bench import figures


def main(module: str, settings: str, file: str) -> None:
    """Runs one section and writes its figures."""
    with tempfile.TemporaryDirectory(prefix="liuhen-bench-") as folder:
        given = os.environ.get("LIUHEN_TEST_POSTGRES", "sqlite")
        os.environ.update(DJANGO_SETTINGS_MODULE=settings, LIUHEN_DATA=folder, LIUHEN_DATABASE=given)
        os.environ.update(LIUHEN_SECRET="bench", LIUHEN_HTTPS="0")
        if not settings.endswith("demo"):
            os.environ["LIUHEN_BOOK"] = "bench.liuhen/county"
        import django

        django.setup()
        section = importlib.import_module(module)
        getattr(section, "prepare", lambda: None)()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("migrate", run_syncdb=True, verbosity=0)  # the benches' own tables, which may refer to ours
        figures.write(Path(file), section.run())


if __name__ == "__main__":
    main(*sys.argv[1:])
