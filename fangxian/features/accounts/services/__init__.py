"""What can be done with accounts: by administrators, by oneself, at the door."""

from fangxian.features.accounts.services.administration import (
    Opened,
    end_sessions,
    lock_account,
    open_account,
    remove_second_factor,
    reset_password,
    unlock_account,
    widen_keeping,
)

__all__ = [
    "Opened",
    "end_sessions",
    "lock_account",
    "open_account",
    "remove_second_factor",
    "reset_password",
    "unlock_account",
    "widen_keeping",
]
