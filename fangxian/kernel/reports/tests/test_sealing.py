"""What is personal in a body is sealed, whatever else is wrong with it; nothing is left in the clear."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.kernel.crypto import Vault, new_key
from fangxian.kernel.reports import forms, sealing

VAULT = Vault(new_key())
BODY = {
    "point": "S-1",
    "table": 1,
    "name": "过路人",
    "id_number": "45102419900307002X",
    "phone": "13800000001",
}


def sealed(body, version=1, vault=VAULT):
    raw, problem = sealing.sealed_body(json.dumps(body).encode(), "swab", version, vault)
    return json.loads(raw), problem


def opened(text, name):
    return VAULT.open(sealing.parts(text)[0], name)


def test_personal_fields_are_sealed_and_fit_their_form():
    body, problem = sealed(BODY)
    assert (body["point"], body["table"], problem) == ("S-1", 1, "")
    assert {name: opened(body[name], name) for name in ("name", "id_number", "phone")} == {
        name: BODY[name] for name in ("name", "id_number", "phone")
    }
    assert forms.decoder(forms.load()["swab", 1]).decode(json.dumps(body)).name == body["name"]


def test_a_document_is_found_by_the_index_that_the_register_has():
    body, _problem = sealed(BODY | {"id_number": "451024 19900307 002x"})
    assert sealing.parts(body["id_number"])[1] == VAULT.index("45102419900307002X", "id_number")
    assert sealing.parts(body["name"])[1] == b"", "equal names do not show"


def test_what_is_sealed_already_stays_if_it_opens_and_only_then():
    once, _problem = sealed(BODY)
    again, problem = sealed(once)
    assert (again, problem) == (once, "")
    foreign, _problem = sealed(BODY, vault=Vault(new_key()))
    twice, problem = sealed(foreign)
    assert twice["name"] != foreign["name"]
    assert problem, "too long to be a name"
    moved, _problem = sealed(BODY | {"name": once["phone"]})
    assert moved["name"] != once["phone"]


@pytest.mark.parametrize(
    ("more", "version"),
    [
        ({"id_number": 45102419900307002}, 1),
        ({"name": ["过路人"]}, 1),
        ({"name": {"first": "过路人"}}, 1),
        ({"name": "过路人" * 100}, 1),
        ({"nombre": "过路人"}, 1),
        ({"过路人": True}, 1),
        ({"id_type": "过路人"}, 1),
        ({"table": "过路人"}, 1),
        ({"target": "过路人" * 30}, 1),
        ({"point": ["过路人"]}, 1),
        ({}, 9),
    ],
)
def test_a_body_that_does_not_fit_gives_nothing_away(more, version):
    body, problem = sealed(BODY | more, version)
    text = json.dumps(body, ensure_ascii=False)
    assert not any(word in text for word in ("过路人", "451024", "13800000001"))
    decoder = forms.decoder(forms.load()["swab", 1])
    if not problem and version == 1:
        with pytest.raises(msgspec.ValidationError) as refused:
            decoder.decode(text)
        assert "过路人" not in str(refused.value)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda one: st.lists(one)))
def test_a_body_that_is_no_object_is_sealed_as_a_whole(value):
    body, problem = sealed(value)
    assert (list(body), problem) == ([sealing.REST], "no object")
    assert json.loads(opened(body[sealing.REST], sealing.REST)) == value


def test_without_a_vault_nothing_is_kept_in_the_clear():
    with pytest.raises(sealing.Unsealable):
        sealed(BODY, vault=None)


def test_dots_stand_for_what_is_sealed():
    body, _problem = sealed(BODY)
    shown = sealing.hidden(json.dumps(body), "••")
    assert '"name": "••"' in shown
    assert '"point": "S-1"' in shown
    assert sealing.is_sealed(body["name"])
    assert not any(sealing.is_sealed(one) for one in ("", "~", "~~", "王~明", "~王~", None, 3))
