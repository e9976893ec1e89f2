"""The built phone app as files under /field/: where it lies, and how long a browser may keep what."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "field" / "dist"
_HASHED = re.compile(r"/assets/[^/]+-[0-9A-Za-z_-]{8}\.[0-9a-z.]+$")


def never_changes(path: str, url: str) -> bool:
    """
    Whether a file's name tells its content, so that it can be kept for ever.

    >>> never_changes("", "/field/assets/index-B1xTq9_a.js"), never_changes("", "/field/sw.js")
    (True, False)
    """
    return _HASHED.search(url) is not None


def add_headers(headers: dict[str, str], path: str, url: str) -> None:
    """
    Let the browser ask each time for what finds the rest: the page, the service worker, the manifest.

    The app may also run what reads barcodes (WebAssembly, from its own files only); no other page may.
    """
    if url.startswith("/field/") and not never_changes(path, url):
        headers["Cache-Control"] = "no-cache"
    if url.startswith("/field/") and url.endswith(("/", ".html")):
        # Imported here: the settings name this function, and the policy reads the settings.
        from csp.constants import WASM_UNSAFE_EVAL
        from csp.utils import build_policy

        headers["Content-Security-Policy"] = build_policy(update={"script-src": [WASM_UNSAFE_EVAL]})
