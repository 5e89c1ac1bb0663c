"""Pairs -> values by key; a start and its neighbours -> everything that is reached from there."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Gather the values of each key, all in the order of the pairs."""
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def reached(start: K, following: Callable[[K], Iterable[K]]) -> list[K]:
    """List what can be reached from a start, each once: the start, then the nearest first."""
    known = {start: None}
    queue = [start]
    for current in queue:
        fresh = [each for each in following(current) if each not in known]
        known.update(dict.fromkeys(fresh))
        queue += fresh
    return queue
