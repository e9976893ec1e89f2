"""The home folder of an installation: secrets, uploads and where its database is."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


def home() -> Path:
    """
    The home folder, made with mode 0700 if it is not there.

    `FANGXIAN_HOME` names it; else it is `.fangxian` beside a checkout's pyproject.toml; else
    `~/.local/share/fangxian`. A folder that is there already keeps its mode: `doctor` speaks up if others
    can read it.
    """
    given = os.environ.get("FANGXIAN_HOME")
    if given:
        folder = Path(os.path.abspath(Path(given).expanduser()))
    elif (PROJECT / "pyproject.toml").is_file():
        folder = PROJECT / ".fangxian"
    else:
        folder = Path.home() / ".local" / "share" / "fangxian"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def private_folder(path: Path) -> Path:
    """Make a folder only its owner can enter; what root makes belongs to whom the parent belongs."""
    if not path.is_dir():
        with suppress(FileExistsError):
            path.mkdir(mode=0o700)
        give_to_owner_of(path.parent, path)
    return path


def give_to_owner_of(parent: Path, path: Path) -> None:
    """Let `sudo fangxian` leave nothing behind in a user's home that the user cannot read."""
    if os.geteuid() == 0:
        owner = parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def write_whole(path: Path, content: bytes, *, replace: bool = False) -> bytes:
    """
    Write a 0600 file so that it is there whole or not at all.

    Returns what the file then holds: without `replace`, the file another process made first stays.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    give_to_owner_of(path.parent, draft)
    if replace:
        draft.replace(path)
        return content
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    return path.read_bytes()
