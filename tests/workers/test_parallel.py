"""Work spread over processes."""

import os
from _thread import allocate_lock, start_new_thread
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.problems.errors import Place, SitegenError, fail
from sitegen.workers.parallel import CHUNK, WORTH, for_each, spread
from support.forked import in_child


@in_child
def test_the_results_come_in_order_whatever_the_number() -> None:
    for number in (0, 1, CHUNK, WORTH - 1, WORTH, WORTH + CHUNK + 7):
        things = list(range(number))
        assert list(spread(for_each(lambda thing: thing * thing), things)) == [
            n * n for n in things
        ]


@in_child
def test_many_things_are_worked_on_by_several_processes() -> None:
    processes = set(spread(for_each(lambda _: os.getpid()), range(WORTH)))
    if len(os.sched_getaffinity(0)) > 1:
        assert len(processes) > 1
        assert os.getpid() in processes
    else:
        assert processes == {os.getpid()}


@in_child
def test_a_process_with_a_thread_that_python_does_not_list_does_not_fork() -> None:
    asleep = allocate_lock()
    asleep.acquire()
    start_new_thread(asleep.acquire, ())
    assert set(spread(for_each(lambda _: os.getpid()), range(WORTH))) == {os.getpid()}
    asleep.release()


def test_few_things_stay_in_this_process() -> None:
    assert set(spread(for_each(lambda _: os.getpid()), range(WORTH - 1))) == {os.getpid()}


@in_child
def test_an_error_of_the_work_is_raised_here_with_its_problems() -> None:
    def work(thing: int) -> int:
        if thing == WORTH - 1:
            raise fail(Place("essays/a.md", 3), "E101", "wrong", "mend it")
        return thing

    with pytest.raises(SitegenError) as caught:
        list(spread(for_each(work), range(WORTH)))
    (problem,) = caught.value.problems
    assert (problem.place, problem.message) == (Place("essays/a.md", 3), "wrong")


@in_child
def test_a_worker_that_dies_is_noticed() -> None:
    def work(thing: int) -> int:
        if thing == 5 and os.getpid() != parent:
            os._exit(9)
        if thing == 5:
            raise dead
        return thing

    parent = os.getpid()
    hint = "the machine may be short of memory; build again, and read its log if it recurs"
    dead = fail(Place("."), "E911", "a worker process was killed", hint)
    with pytest.raises(SitegenError) as caught:
        list(spread(for_each(work), range(WORTH)))
    assert caught.value.problems == dead.problems


@in_child
def test_work_that_nobody_wants_any_more_is_let_go() -> None:
    before = children()
    results: Iterator[int] = spread(for_each(lambda thing: thing), range(WORTH * 10))
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined] # a generator, whose closing ends the workers
    assert children() == before


def children() -> set[str]:
    lists = Path("/proc/self/task").glob("*/children")
    return {child for each in lists for child in each.read_text().split()}
