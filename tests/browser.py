"""A real Chromium for the journeys: found, or installed where that is allowed, or a clear word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from fangxian.cli.browser import find

PACKAGES = ("chromium", "fonts-noto-cjk")


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
