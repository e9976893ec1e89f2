"""Sealing of personal columns (AES-256-GCM) and blind indexes (HMAC-SHA-256) under one data key."""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
INDEX = 16


class Vault:
    """
    Seals and opens short texts under a 32-byte data key; the key itself never leaves the object.

    A sealed text is nonce (12 bytes) + ciphertext + tag (16). A blind index is the first 16 bytes of an
    HMAC under a key derived from the data key, over the normalised text and the column's name.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError("a data key has 32 bytes")
        self._aead = AESGCM(key)
        self._index_key = hmac.digest(key, b"fangxian blind index", "sha256")

    def seal(self, text: str, column: str) -> bytes:
        """The text encrypted for one column; the same text gives different bytes each time."""
        return self.seal_bytes(text.encode(), column)

    def seal_bytes(self, raw: bytes, column: str) -> bytes:
        """The bytes encrypted for one column; none for none."""
        if not raw:
            return b""
        nonce = os.urandom(NONCE)
        return nonce + self._aead.encrypt(nonce, raw, column.encode())

    def open(self, sealed: bytes | memoryview, column: str) -> str:
        """The text again. Raises `cryptography.exceptions.InvalidTag` if it was changed or moved."""
        return self.open_bytes(sealed, column).decode()

    def open_bytes(self, sealed: bytes | memoryview, column: str) -> bytes:
        """The bytes again; refuses as `open` does."""
        raw = bytes(sealed)
        return self._aead.decrypt(raw[:NONCE], raw[NONCE:], column.encode()) if raw else b""

    def index(self, text: str, column: str) -> bytes:
        """The blind index of a text for one column: the same text always gives the same 16 bytes."""
        normal = "".join(text.split()).upper()
        if not normal:
            return b""
        return hmac.digest(self._index_key, f"{column}\0{normal}".encode(), hashlib.sha256)[:INDEX]


def new_key() -> bytes:
    """A fresh random data key."""
    return os.urandom(32)


def wrap(key: bytes, master: bytes, label: str) -> bytes:
    """A data key encrypted under the master key, bound to a label (the incident's code)."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(master).encrypt(nonce, key, label.encode())


def unwrap(wrapped: bytes | memoryview, master: bytes, label: str) -> bytes:
    """The data key again. Raises `InvalidTag` under another master key or label."""
    raw = bytes(wrapped)
    return AESGCM(master).decrypt(raw[:NONCE], raw[NONCE:], label.encode())


def derive(master: bytes, label: str) -> bytes:
    """A 32-byte key for one standing purpose, derived from the master key."""
    return hmac.digest(master, b"fangxian " + label.encode(), "sha256")
