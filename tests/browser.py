"""A real Chromium for the journeys: found, or installed where that is allowed, or a clear word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")


def find() -> str | None:
    """The browser's path: named by FANGXIAN_BROWSER, on the PATH, or Playwright's own."""
    named = os.environ.get("FANGXIAN_BROWSER")
    if named:
        return named
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or _playwrights_own()


def _playwrights_own() -> str | None:
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    return next((str(path) for path in sorted(cache.glob("chromium-*/chrome-linux*/chrome"))), None)


def install() -> None:
    """Install Debian's Chromium and a Chinese font, if this is root on such a machine."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environment, check=False, **quiet)  # type: ignore[call-overload]
    subprocess.run(  # type: ignore[call-overload]
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", *PACKAGES],
        env=environment,
        check=False,
        **quiet,
    )


def main() -> None:
    """Say which browser the journeys will use, installing one first where none is there."""
    if find() is None:
        print("Installing a browser for the journeys …", flush=True)
        install()
    print(f"Browser for the journeys: {find() or 'none could be installed; the journeys will be skipped'}")


if __name__ == "__main__":
    sys.exit(main())
