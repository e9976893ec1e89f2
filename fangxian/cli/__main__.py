"""`python -m fangxian.cli` is the `fangxian` command."""

from fangxian.cli import app

app()
