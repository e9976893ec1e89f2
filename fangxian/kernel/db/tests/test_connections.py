"""What Django is given."""

from __future__ import annotations

import json
import stat

import psycopg

from fangxian.kernel.db import passwords
from fangxian.kernel.db.connections import databases, ensure
from fangxian.kernel.db.home import write_whole


def test_each_alias_is_one_role_of_one_database(home):
    made = databases(program="fangxian web")
    assert {alias: entry["USER"] for alias, entry in made.items()} == {
        "default": "fangxian_app",
        "owner": "fangxian_owner",
        "auditor": "fangxian_auditor",
    }
    assert {entry["NAME"] for entry in made.values()} == {"fangxian"}
    assert made["default"]["OPTIONS"] == {
        "application_name": "fangxian web",
        "require_auth": "scram-sha-256",
    }
    assert "postgres" not in {entry["USER"] for entry in made.values()}


def test_only_the_serving_connection_is_pooled_and_only_when_asked(home, monkeypatch):
    assert "pool" not in databases()["default"]["OPTIONS"]
    monkeypatch.setenv("FANGXIAN_POOL", "20")
    made = databases()
    assert made["default"]["OPTIONS"]["pool"]["max_size"] == 20
    assert "pool" not in made["owner"]["OPTIONS"]
    assert "pool" not in databases(pool=0)["default"]["OPTIONS"]


def test_a_real_servers_address_keeps_its_options(home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:b@db.example:6000/county?sslmode=verify-full")
    made = databases()["default"]
    assert (made["HOST"], made["PORT"], made["NAME"], made["USER"]) == (
        "db.example",
        "6000",
        "county",
        "fangxian_app",
    )
    assert made["OPTIONS"]["sslmode"] == "verify-full"
    assert made["PASSWORD"] == passwords.load(home).app
    assert not (home / "place.json").exists()


def test_what_django_is_given_connects(used_home):
    made = databases()["default"]
    with (
        ensure(),
        psycopg.connect(
            host=made["HOST"],
            port=made["PORT"],
            user=made["USER"],
            password=made["PASSWORD"],
            dbname=made["NAME"],
            **made["OPTIONS"],
        ) as connection,
    ):
        assert connection.execute("SHOW application_name").fetchone() == ("fangxian",)


def test_secrets_are_made_once_and_for_their_owner_only(home):
    first = passwords.load(home)
    path = passwords.file_of(home)
    assert passwords.load(home) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(set(json.loads(path.read_bytes()).values())) == 4


def test_of_two_that_write_a_secret_at_once_the_first_wins(home):
    path = home / "secret"
    assert write_whole(path, b"first") == b"first"
    assert write_whole(path, b"second") == b"first"
    assert write_whole(path, b"third", replace=True) == b"third"
    assert [found.name for found in home.iterdir()] == ["secret"]
