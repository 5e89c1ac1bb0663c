"""The versions that README's commands install are those that pyproject.toml asks for."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def locked() -> dict[str, Version]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [Requirement(line) for line in lines if not line.startswith("#")]
    return {canonicalize_name(pin.name): Version(str(pin.specifier)[2:]) for pin in pins}


def direct() -> Iterator[Requirement]:
    project = PYPROJECT["project"]
    for asked in (project["dependencies"], *project["optional-dependencies"].values()):
        for requirement in map(Requirement, asked):
            if requirement.name != "sitegen":
                yield requirement


def test_the_commands_of_the_readme_install_the_locked_versions() -> None:
    commands = re.findall(r"^ {4}python3 -m venv .*", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert len(commands) == 2
    assert all("pip install -q -c constraints.txt -e " in command for command in commands)


def test_every_direct_requirement_is_locked_within_its_range() -> None:
    versions = locked()
    for requirement in direct():
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier


def test_every_direct_requirement_says_its_lowest_version() -> None:
    lowest = [any(spec.operator == ">=" for spec in each.specifier) for each in direct()]
    assert all(lowest), [str(each) for each in direct()]


def test_a_build_takes_the_locked_versions_of_its_tools() -> None:
    versions = locked()
    for pin in map(Requirement, PYPROJECT["build-system"]["requires"]):
        assert str(pin.specifier) == f"=={versions[canonicalize_name(pin.name)]}"
