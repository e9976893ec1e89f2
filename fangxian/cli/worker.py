"""The worker: runs the jobs that wait in PostgreSQL (imports, plans)."""

from __future__ import annotations

import os


def main() -> None:
    """Work until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangxian.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("procrastinate", "worker", concurrency=1, shutdown_graceful_timeout=8)


if __name__ == "__main__":
    main()
