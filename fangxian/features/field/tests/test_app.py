"""The phone app as files: said how to build while it is not there, found anew each time while it is."""

from __future__ import annotations

from fangxian.config import app_files


def opened(client):
    """The answer to /field/, read to its end, which closes its file."""
    answer = client.get("/field/", headers={"Accept-Language": "en"})
    if answer.streaming:
        answer.streaming_content = [b"".join(answer.streaming_content)]
    return answer


def test_an_app_that_is_not_built_is_told(client, db):
    answer = opened(client)
    if answer.status_code == 503:
        assert b"npm run build" in answer.content
    else:  # it is built: its own page
        assert answer.headers["Cache-Control"] == "no-cache"


def test_only_files_with_a_hash_in_their_name_are_kept_for_ever():
    assert app_files.never_changes("", "/field/assets/index-DhTxAHVi.js")
    for url in ("/field/sw.js", "/field/", "/field/index.html", "/field/manifest.webmanifest"):
        assert not app_files.never_changes("", url)
        headers: dict[str, str] = {}
        app_files.add_headers(headers, "", url)
        assert headers["Cache-Control"] == "no-cache"


def test_the_policy_lets_the_app_work_and_nothing_more(client, db):
    policy = opened(client).headers["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "img-src 'self' data: blob:" in policy
    assert "default-src 'none'" in policy


def test_only_the_app_may_run_what_reads_barcodes(client, db):
    answer = opened(client)
    if answer.status_code == 200:
        assert "script-src 'self' 'wasm-unsafe-eval'" in answer.headers["Content-Security-Policy"]
    assert "wasm" not in client.get("/accounts/sign-in/").headers["Content-Security-Policy"]
