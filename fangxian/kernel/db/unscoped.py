"""The tables without row-level security, each with its reason; whatever else has none fails a test."""

from __future__ import annotations

_BEFORE_SIGN_IN = "read and written before anybody is known; nothing in it tells of an area's people"
_FRAMEWORK = "Django's own book-keeping; says nothing about people or areas"
_JOBS = (
    "read by workers before they act as anybody; a job names codes only and acts under its sender's charge"
)

UNSCOPED: dict[str, str] = {
    "accounts_account": "read at sign-in, before the charge is known; its doors filter by area",
    "axes_accessattempt": _BEFORE_SIGN_IN,
    "axes_accessattemptexpiration": _BEFORE_SIGN_IN,
    "axes_accessfailurelog": _BEFORE_SIGN_IN,
    "axes_accesslog": _BEFORE_SIGN_IN,
    "django_session": "found by a random key that only the browser knows, before anybody is known",
    "otp_totp_totpdevice": "read at the second step of sign-in, before the charge is known",
    "sampling_attempt": "written before anybody is known; keyed hashes and counts of wrong answers only",
    "auth_group": "empty: rights follow from charges, the framework's groups are not used",
    "auth_group_permissions": "empty: rights follow from charges, the framework's groups are not used",
    "auth_permission": _FRAMEWORK,
    "django_content_type": _FRAMEWORK,
    "django_migrations": _FRAMEWORK,
    "procrastinate_events": _JOBS,
    "procrastinate_jobs": _JOBS,
    "procrastinate_periodic_defers": _JOBS,
    "procrastinate_workers": _JOBS,
}
"""Table → why row-level security cannot or need not hold it."""
