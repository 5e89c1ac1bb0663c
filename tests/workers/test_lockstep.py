"""Generators run in lockstep."""

import pytest

from sitegen.workers.lockstep import Steps, run_lockstep, run_steps


def counting(name: str, pauses: int, said: list[str]) -> Steps[str]:
    for number in range(pauses):
        said.append(f"{name}{number}")
        yield
    said.append(f"{name} ends")
    return name


def test_each_step_is_done_for_all_before_the_next() -> None:
    said: list[str] = []
    batch = [counting("a", 2, said), counting("b", 0, said), counting("c", 1, said)]
    assert [name for name, _ in run_lockstep(batch)] == ["a", "b", "c"]
    assert said == ["a0", "b ends", "c0", "a1", "c ends", "a ends"]


def test_an_empty_batch_has_no_results() -> None:
    assert run_lockstep([]) == []


def test_one_computation_returns_its_result() -> None:
    assert run_steps(counting("a", 3, [])) == "a"


def test_the_time_of_others_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("sitegen.workers.lockstep.perf_counter", lambda: now[0])

    def taking(seconds: float) -> Steps[float]:
        for _ in range(3):
            now[0] += seconds
            yield
        return seconds

    assert run_lockstep([taking(1), taking(10)]) == [(1, 3), (10, 30)]


def test_an_error_of_one_computation_is_raised() -> None:
    def failing() -> Steps[None]:
        yield
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        run_lockstep([counting("a", 5, []), failing()])
