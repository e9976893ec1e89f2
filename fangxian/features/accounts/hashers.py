"""How passwords are kept."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """
    Argon2id at 19 MiB, two passes, one lane.

    Django's own setting takes 100 MiB and eight lanes for each sign-in; when a shift of a thousand signs in
    at once on a small machine, that is what falls over. A stored password is hashed anew when this changes.

    Source: OWASP Password Storage Cheat Sheet, Argon2id (m=19456, t=2, p=1).
    """

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
