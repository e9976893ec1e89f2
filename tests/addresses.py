"""Every address of the product, read from the resolver, with something of Anning county to fill its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

FOREIGN = {"static", "serve"}


@dataclass(frozen=True, slots=True)
class Address:
    """One named address: its door says who may open it, `parts` are the names of what must be filled in."""

    name: str
    door: object
    parts: tuple[str, ...]
    view: Callable[..., object]

    def path(self, samples: dict[str, str]) -> str:
        """
        The path with its parts filled in.

        Raises:
            LookupError: there is no sample for a part.
        """
        try:
            return reverse(self.name, kwargs={part: samples[part] for part in self.parts})
        except (KeyError, NoReverseMatch) as error:
            raise LookupError(f"{self.name} needs samples for {self.parts}: {error}") from error


def addresses() -> list[Address]:
    """All addresses, in the order of the resolver."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name not in FOREIGN:
            parts = tuple(entry.pattern.converters)
            door = getattr(entry.callback, "door", None)
            yield Address(f"{namespace}{entry.name}", door, parts, entry.callback)
