"""Sealing and finding personal columns."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from fangxian.kernel import crypto
from fangxian.kernel.crypto import INDEX, NONCE, Vault

KEY = bytes(range(32))
texts = st.text(min_size=1, max_size=200)


@given(texts, st.sampled_from(["name", "phone"]))
def test_what_is_sealed_opens_again(text, column):
    assert Vault(KEY).open(Vault(KEY).seal(text, column), column) == text


@given(texts)
def test_the_same_text_never_looks_the_same(text):
    vault = Vault(KEY)
    one, other = vault.seal(text, "name"), vault.seal(text, "name")
    assert one != other
    assert len(one) == NONCE + len(text.encode()) + 16


@given(texts, st.integers(min_value=0))
def test_a_changed_bit_is_noticed(text, where):
    vault = Vault(KEY)
    sealed = bytearray(vault.seal(text, "name"))
    sealed[where % len(sealed)] ^= 1
    with pytest.raises(InvalidTag):
        vault.open(bytes(sealed), "name")


def test_a_sealed_text_cannot_be_moved_to_another_column():
    vault = Vault(KEY)
    with pytest.raises(InvalidTag):
        vault.open(vault.seal("韦林", "name"), "phone")


def test_another_key_opens_nothing():
    with pytest.raises(InvalidTag):
        Vault(crypto.new_key()).open(Vault(KEY).seal("韦林", "name"), "name")


def test_nothing_stays_nothing():
    vault = Vault(KEY)
    assert (vault.seal("", "name"), vault.open(b"", "name"), vault.index("", "name")) == (b"", "", b"")


@given(texts)
def test_an_index_finds_the_same_text_in_the_same_column_under_the_same_key_only(text):
    vault = Vault(KEY)
    if not "".join(text.split()):
        assert vault.index(text, "id") == b""
        return
    index = vault.index(text, "id")
    assert len(index) == INDEX
    assert index == Vault(KEY).index(text, "id")
    assert index != vault.index(text, "phone")
    assert index != Vault(crypto.new_key()).index(text, "id")


def test_an_index_does_not_mind_spaces_and_case():
    vault = Vault(KEY)
    assert vault.index("45102419900307002x", "id") == vault.index(" 451024 1990 0307 002X ", "id")
    assert vault.index("13800000001", "phone") != vault.index("13800000002", "phone")


def test_sealing_and_finding_use_different_keys():
    assert Vault(KEY)._index_key not in (KEY, b"")


def test_a_wrapped_key_opens_under_its_master_and_label_only():
    key, master = crypto.new_key(), crypto.new_key()
    wrapped = crypto.wrap(key, master, "anning-2022")
    assert key not in wrapped
    assert crypto.unwrap(wrapped, master, "anning-2022") == key
    assert crypto.unwrap(memoryview(wrapped), master, "anning-2022") == key
    with pytest.raises(InvalidTag):
        crypto.unwrap(wrapped, master, "debao-2022")
    with pytest.raises(InvalidTag):
        crypto.unwrap(wrapped, crypto.new_key(), "anning-2022")


def test_derived_keys_differ_by_purpose_and_are_stable():
    assert crypto.derive(KEY, "roster") == crypto.derive(KEY, "roster")
    assert crypto.derive(KEY, "roster") != crypto.derive(KEY, "orgs")
    assert len(crypto.derive(KEY, "roster")) == 32


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(length):
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(bytes(length))
