"""`fangxian docs`: renders the generated pages of docs/ and takes the screenshots (for developers)."""

from __future__ import annotations

import socket
import time
import urllib.request
from functools import partial
from typing import Annotated

import typer

from fangxian.cli import generated
from fangxian.cli.installation import console, installation

PHONE = "phone"
"""`--only phone` takes the screens of the phone app."""


def docs(
    pages_only: Annotated[bool, typer.Option("--pages-only", help="Take no screenshots.")] = False,
    scale: Annotated[str, typer.Option(help="Of the demo that is photographed.")] = "county",
    only: Annotated[str, typer.Option(help="Only the pages whose name begins so.")] = "",
) -> None:
    """Write what is generated, then photograph every page and phone screen; fails if one has errors."""
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
    from fangxian.cli import mainjob, personas, phone_shots, screenshots, shotlist, shots, staging
    from fangxian.cli.album import Album
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
    albums = list[Album]()
    with Steps() as steps, stopping(), children(port):
        _wait_for(base)
        if wanted:
            with steps.step("Taking screenshots") as report:
                told = partial(report, "")
                albums.append(screenshots.take(base, wanted, personas.password(), folder, told))
        if not only or only.startswith(PHONE):
            with steps.step("Taking the phone's screens") as report:
                albums.append(phone_shots.take(base, personas.password(), folder, partial(report, "")))
    names = [name for album in albums for some in album.taken.values() for name in some]
    shotlist.write(folder, None if only else names)
    return [trouble for album in albums for trouble in album.troubles]


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
