"""`fangxian docs`: renders the generated pages of docs/ and takes the screenshots (for developers)."""

from __future__ import annotations

import socket
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fangxian.cli import generated
from fangxian.cli.installation import console, installation

if TYPE_CHECKING:
    from fangxian.cli.shots import Shot


def docs(
    pages_only: Annotated[bool, typer.Option("--pages-only", help="Take no screenshots.")] = False,
    scale: Annotated[str, typer.Option(help="Of the demo that is photographed.")] = "county",
    only: Annotated[str, typer.Option(help="Only the pages whose name begins so.")] = "",
) -> None:
    """Write what is generated, then photograph every page; fails if a page has errors."""
    with installation():
        for name in generated.write():
            console.print(f"docs/{name} is new")
        if not pages_only:
            troubles = _photograph(scale, only)
            for trouble in troubles:
                console.print(f"[red]{trouble}[/red]", highlight=False)
            if troubles:
                raise typer.Exit(code=1)


def _photograph(scale: str, only: str) -> list[str]:
    """Run the demo where it has not run, serve it, take the pictures; what went wrong."""
    from fangxian.cli import mainjob, personas, screenshots, shots, staging
    from fangxian.cli.serve import children, stopping
    from fangxian.cli.steps import Steps

    with Steps() as steps:
        actor, _plan = mainjob.run(steps, scale, 2022)  # type: ignore[arg-type]
        with steps.step("Staging what is photographed"):
            found = staging.stage(actor)
    wanted = [(shot, shot.path(found)) for shot in shots.SHOTS if shot.name.startswith(only)]
    folder = generated.DOCS / "screenshots"
    folder.mkdir(exist_ok=True)
    port = _free_port()
    base = f"http://127.0.0.1:{port}"
    with Steps() as steps, stopping(), children(port), steps.step("Taking screenshots") as report:
        _wait_for(base)
        album = screenshots.take(base, wanted, personas.password(), folder, lambda share: report("", share))
    if not only:
        _write_list(folder, album.taken)
    return album.troubles


def _free_port() -> int:
    """A port that nothing listens on, below the range that outgoing connections take theirs from."""
    for port in range(8100, 8400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("no free port from 8100 to 8399")


def _wait_for(base: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{base}/accounts/sign-in/", timeout=5).close()  # noqa: S310 our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not answer within half a minute")


def _write_list(folder: Path, taken: dict[Shot, list[str]]) -> None:
    """List the pictures, and remove those of pages that are gone."""
    kept = {name for names in taken.values() for name in names}
    for old in folder.glob("*.webp"):
        if old.name not in kept:
            old.unlink()
    lines = ["# Screenshots", "", "Taken by `fangxian docs` from the demo; the people are invented.", ""]
    lines += ["| page | as | | | | |", "| --- | --- | --- | --- | --- | --- |"]
    for shot, names in taken.items():
        links = " | ".join(f"[{_what(name)}](screenshots/{name})" for name in sorted(names))
        lines.append(f"| {shot.name} | {shot.who or 'anyone'} | {links} |")
    (folder.parent / "screenshots.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _what(name: str) -> str:
    language, size = name.removesuffix(".webp").split("-")[-2:]
    return f"{language}, {size}"
