"""Works that are done by turns."""

import pytest

from sitegen.workers.lockstep import Turns, alone, by_turns, with_time


def counting(name: str, pauses: int, said: list[str]) -> Turns[str]:
    for number in range(pauses):
        said.append(f"{name}{number}")
        yield
    said.append(f"{name} ends")
    return name


def test_each_step_is_done_for_all_before_the_next() -> None:
    said: list[str] = []
    works = [counting("a", 2, said), counting("b", 0, said), counting("c", 1, said)]
    assert by_turns(works) == ["a", "b", "c"]
    assert said == ["a0", "b ends", "c0", "a1", "c ends", "a ends"]


def test_no_work_has_no_results() -> None:
    assert by_turns([]) == []


def test_a_work_alone_gives_its_result() -> None:
    assert alone(counting("a", 3, [])) == "a"


def test_the_time_of_others_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("sitegen.workers.lockstep.perf_counter", lambda: now[0])

    def taking(seconds: float) -> Turns[float]:
        for _ in range(3):
            now[0] += seconds
            yield
        return seconds

    assert by_turns(map(with_time, (taking(1), taking(10)))) == [(1, 3), (10, 30)]


def test_an_error_of_one_work_is_raised() -> None:
    def failing() -> Turns[None]:
        yield
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        by_turns([counting("a", 5, []), failing()])
