"""The command line: start-up, messages and exit codes."""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from sitegen.cli import commands
from sitegen.cli.app import COMMANDS
from sitegen.config.site_yaml import read_config
from sitegen.problems.catalogue import explanations
from support.forked import in_child
from support.site import build, essay, sitegen, tree, write_site

SOURCE = Path(__file__).parents[2] / "src"
HEAVY = {"jinja2", "markdown_it", "yaml", "pygments", "watchdog", "rich"}


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, env=environment, cwd=cwd, capture_output=True, text=True, check=False
    )


def test_the_command_line_itself_imports_nothing_heavy() -> None:
    program = "import sitegen.cli.app, sys; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = set(run("-c", program).stdout.split())
    assert "sitegen" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.slow
def test_a_build_draws_in_no_library_for_a_bar_that_nobody_sees(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay()}")
    program = (
        f"import sys; sys.argv = ['sitegen', 'build', {str(root)!r}]; import sitegen.cli.app as c"
    )
    done = run("-c", program + "\ntry: c.main()\nfinally: print(*sys.modules, file=sys.stderr)")
    assert done.returncode == 0
    assert {"rich", "watchdog", "pygments"} & set(done.stderr.split()) == set()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["biuld"], "No such command 'biuld'. Did you mean 'build'?"),
        (["build", "--strct"], "No such option '--strct'. Did you mean '--strict'?"),
        (["build", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github', 'sarif'."),
        (["explain", "E999"], "unknown code 'E999'"),
    ],
)
def test_wrong_usage_is_exit_2_and_suggests(wrong: list[str], said: str) -> None:
    done = run("-m", "sitegen", *wrong)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("wrong", [["--now", "04/08/2010"], ["--base-url", "nowhere"]])
def test_an_unusable_value_is_exit_2(wrong: list[str], tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay()}")
    outcome = sitegen("build", root, *wrong)
    assert outcome.code == 2
    assert wrong[0] in outcome.err
    assert not (root / "public").exists()


def test_every_command_explains_itself() -> None:
    overview = sitegen("--help").out
    for command in ("build", "config", "explain", "init", "new", "schema"):
        assert f"  {command}" in overview
        assert sitegen(command, "--help").out.startswith(f"Usage: cli {command}")


def test_a_command_is_a_module_and_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toy = """\
import click

@click.command()
@click.option("--loud", is_flag=True)
def toy(loud: bool) -> None:
    \"\"\"Say hello.\"\"\"
    print("HELLO" if loud else "hello")
"""
    (tmp_path / "toy.py").write_text(toy, encoding="utf-8")
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    monkeypatch.setitem(COMMANDS, "toy", "Say hello.")
    assert sitegen("toy", "--loud").out == "HELLO\n"
    assert "  toy         Say hello.\n" in sitegen("--help").out
    assert "Did you mean 'toy'?" in sitegen("tov").err


def test_every_command_has_a_row() -> None:
    folder = Path(commands.__path__[0])
    modules = [f"{commands.__name__}.{file.stem}" for file in folder.glob("[!_]*.py")]
    found = {
        command.name
        for module in map(import_module, modules)
        for command in vars(module).values()
        if isinstance(command, click.Command)
        and command.callback
        and command.callback.__module__ == module.__name__
    }
    assert found - {"list", "suggest"} == set(COMMANDS)


def test_every_code_can_be_explained_however_it_is_typed() -> None:
    listing = sitegen("explain").out.splitlines()
    assert [line.split()[0] for line in listing] == sorted(explanations())
    for code, entry in explanations().items():
        assert sitegen("explain", f"[{code.lower()}]").out.startswith(f"{code}: {entry.title}\n")


def test_a_former_error_is_explained_as_the_warning_that_it_is_now() -> None:
    assert "E211" not in explanations()
    assert sitegen("explain", "E211").out == sitegen("explain", "W211").out


def test_the_effective_configuration_is_a_configuration(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay()}")
    printed = sitegen("config", root).out
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "site.yaml").write_text(printed, encoding="utf-8")
    assert read_config(tmp_path / "again") == read_config(root)


@pytest.mark.parametrize("what", ["site", "front-matter"])
def test_schemas_are_json_schemas(what: str) -> None:
    schema = json.loads(sitegen("schema", what).out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "title" in schema["properties"]


def test_schema_alone_prints_both() -> None:
    both = json.loads(sitegen("schema").out)
    assert both == {name: json.loads(sitegen("schema", name).out) for name in both}
    assert list(both) == ["site", "front-matter"]


@pytest.mark.slow
def test_the_date_of_the_build_comes_from_the_environment_if_it_says_so(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay(date='2020-01-02')}")
    for epoch, shown in (("1577836800", False), ("1577923200", True)):
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "SOURCE_DATE_EPOCH": epoch}
        command = [sys.executable, "-m", "sitegen", "build", str(root), "-q"]
        subprocess.run(command, env=environment, check=True)
        assert (root / "public" / "a" / "index.html").exists() is shown


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay()}")
    first = json.loads(build(root, "--format", "json").out)["summary"]["files"]
    before = tree(root / "public")
    second = json.loads(build(root, "--format", "json").out)["summary"]["files"]
    assert first["written"] > 0
    assert second == {"written": 0, "unchanged": first["written"], "removed": 0}
    assert tree(root / "public") == before


def test_a_reader_of_the_output_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    write_site(tmp_path, f"-- essays/a.md --\n{essay()}")
    command = f"{sys.executable} -m sitegen explain | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() in {"0", "1", "141"}
    assert done.stderr == ""


@pytest.mark.slow
@in_child
def test_many_essays_are_built_by_several_processes_to_the_same_bytes(tmp_path: Path) -> None:
    essays = "".join(
        f"-- essays/e{n}.md --\n{essay(f'E{n}', f'See [it](e{n // 2}.md).', tags=f't{n % 7}')}"
        for n in range(100)
    )
    root = write_site(tmp_path, essays)
    build(root)
    several = tree(root / "public")
    one = run(
        "-c",
        "import os, sys; sys.modules['PIL'] = None;"
        "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
        f"sys.argv = ['sitegen', 'build', {str(root)!r}, '--output', {str(tmp_path / 'one')!r},"
        " '--now', '2026-01-01']; from sitegen.cli.app import main; main()",
    )
    assert one.returncode == 0, one.stderr
    assert len(several) > 100
    assert tree(tmp_path / "one") == several
