"""The reference of the ingest bench: pgbench, a prepared INSERT of the same row, same server and role."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

CLIENTS, THREADS, SECONDS = 32, 2, 8

_ROW = """\\set n random(1, 1000000000)
INSERT INTO field_report (id, area, kind, form_version, subject, occurred_at, received_at, device, device_seq,
    person, incident, skew_s, body)
VALUES (uuidv7(), '{area}', 'visit', 1, '{subject}', now(), now(), 'pgbench', :n, 'R-000001', '{incident}', 0,
    '{{"outcome": "met"}}');
"""


def inserts(incident: str, area: str, subject: str) -> float:
    """Rows a second that the server takes so."""
    from fangxian.kernel.codes import span
    from fangxian.kernel.db import binaries
    from fangxian.kernel.db.addresses import addresses
    from fangxian.kernel.db.home import home

    address = addresses(home()).app
    start, until = span(area)
    options = f"-c fangxian.scope_from={start} -c fangxian.scope_until={until} -c fangxian.person=pgbench"
    environment = os.environ | {
        "PGPASSWORD": str(address.get("password", "")),
        "PGOPTIONS": options,
        "PGCLIENTENCODING": "UTF8",
    }
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "insert.sql"
        script.write_text(_ROW.format(area=area, subject=subject, incident=incident), encoding="utf-8")
        command = [
            *(str(binaries.folder() / "pgbench"), "--no-vacuum", "--protocol=prepared", f"--file={script}"),
            *(f"--client={CLIENTS}", f"--jobs={THREADS}", f"--time={SECONDS}"),
            *("--host", str(address.get("host", "")), "--port", str(address.get("port", ""))),
            *("--username", str(address["user"]), str(address["dbname"])),
        ]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout + done.stderr)
    return float(found.group(1))
