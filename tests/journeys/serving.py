"""Run as a program: the world of the tests in a database of its own, served like any installation."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fangxian.cli.installation import installation
from fangxian.cli.serve import run


def main(port: int) -> None:
    """Build the world and serve it with a worker until told to stop."""
    with installation():
        from tests import world

        with tempfile.TemporaryDirectory() as folder:
            world.build(Path(folder))
        run(port)


if __name__ == "__main__":
    main(int(sys.argv[1]))
