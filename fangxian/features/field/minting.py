"""What phones prove themselves by: codes and tokens, minted at random, kept as hashes only."""

from __future__ import annotations

import base64
import hashlib
import secrets

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's Base32: no letter that is read as another one or as a digit."""
_READ_AS = str.maketrans("oil", "011")


def new_enrolment_code() -> str:
    """128 random bits as 26 letters, in groups to be typed from a screen."""
    return grouped(_as_letters(secrets.randbits(128), 26))


def new_token() -> str:
    """256 random bits for the header of every request of a phone."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).rstrip(b"=").decode()


def digest(secret: str) -> str:
    """How a secret is kept. Of so many random bits one SHA-256 is enough: there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()


def normal_code(typed: str) -> str:
    """
    A code as it was shown, however it was typed.

    >>> normal_code(" 7Q2K-m9xo il ")
    '7q2k-m9x0-11'
    """
    letters = "".join(sign for sign in typed.lower().translate(_READ_AS) if sign in _LETTERS)
    return grouped(letters)


def device_code(code_hash: str) -> str:
    """
    The public code of the device that an enrolment makes: sixty bits of the hash of its code.

    >>> device_code("0" * 14 + "1" + "f" * 49)
    '0000-0000-0001'
    """
    return grouped(_as_letters(int(code_hash[:15], 16), 12))


def hash_start(device: str) -> str:
    """
    The first 15 digits of the hash that made a device's code; '' for what is no such code.

    >>> hash_start("0000-0000-0001")
    '000000000000001'
    """
    letters = device.replace("-", "")
    if len(letters) != 12 or set(letters) - set(_LETTERS):
        return ""
    number = 0
    for letter in letters:
        number = number * 32 + _LETTERS.index(letter)
    return f"{number:015x}"


def grouped(letters: str) -> str:
    """Four letters at a time."""
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _as_letters(number: int, length: int) -> str:
    letters = ""
    for _place in range(length):
        number, letter = divmod(number, 32)
        letters = _LETTERS[letter] + letters
    return letters
