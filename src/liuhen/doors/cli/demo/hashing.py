"""演示口令散列 The password of the demo is on its log-in page: making it costly would only make the start slow."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Quick(Argon2PasswordHasher):
    """轻量散列 Argon2id at the least it takes. Named in the demo's settings alone."""

    time_cost = 1
    memory_cost = 1024  # KiB
    parallelism = 1
