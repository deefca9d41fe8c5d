"""测试设置 A database of its own in memory (or PostgreSQL), cheap passwords, every folder in a place that goes away.

LIUHEN_TEST_DB        `sqlite` (default) or `postgres`
LIUHEN_TEST_POSTGRES  the address for the latter; `python -m tests.database COMMAND` starts one and sets both
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

# A file in memory, not SQLite's own memory mode: several connections see it, as they do in a real installation.
SHELF = Path("/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir())
for left in SHELF.glob("liuhen-test-*-*"):  # by a process that was killed
    if not Path("/proc", left.name.split("-")[2]).exists():
        shutil.rmtree(left, ignore_errors=True)
HOME = Path(tempfile.mkdtemp(prefix=f"liuhen-test-{os.getpid()}-", dir=SHELF))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

os.environ |= {"LIUHEN_DATA": str(HOME), "LIUHEN_SECRET": "only-for-tests", "LIUHEN_HTTPS": "0", "LIUHEN_DEMO": "0"}
os.environ["LIUHEN_BOOK"] = "test.example/county"
for name in ("LIUHEN_DATABASE", "LIUHEN_KEYS", "LIUHEN_LOCKS", "LIUHEN_FILES", "LIUHEN_HOSTS"):
    os.environ.pop(name, None)

from liuhen.config.environment import postgres, sqlite  # noqa: E402
from liuhen.config.settings import *  # noqa: E402, F403


def _database() -> dict[str, object]:
    wanted = os.environ.get("LIUHEN_TEST_DB", "sqlite")
    if wanted == "sqlite":
        return {**sqlite(HOME / "unused.sqlite3"), "TEST": {"NAME": str(HOME / "test.sqlite3")}}
    if wanted == "postgres" and (address := os.environ.get("LIUHEN_TEST_POSTGRES")):
        return {**postgres(address), "CONN_MAX_AGE": 0}
    raise ImproperlyConfigured("LIUHEN_TEST_DB 只能是 sqlite 或 postgres；postgres 还要 LIUHEN_TEST_POSTGRES")


DATABASES = {"default": _database()}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LIUHEN_PIN_COST = (1, 8)  # argon2 rounds and KiB: cheap on purpose
# The live server of a test serves static files itself.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
