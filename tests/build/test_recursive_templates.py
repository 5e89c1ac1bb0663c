"""Templates that use themselves: the message names them, not the last one on the stack."""

from pathlib import Path

from support.site import essay, sitegen, write_site

SITE = f"-- essays/a.md --\n{essay()}"


def test_a_template_that_includes_itself_is_named(tmp_path: Path) -> None:
    own = '{% extends "default/essay.html" %}\n{% block main %}\n{% include "essay.html" %}\n'
    root = write_site(tmp_path, f"{SITE}\n-- templates/essay.html --\n{own}{{% endblock %}}\n")
    run = sitegen("build", root)
    assert run.code == 1
    assert "templates/essay.html" in run.err.splitlines()[0]
    assert "the template calls itself endlessly" in run.err


def test_templates_that_include_each_other_are_named(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        f'{SITE}\n-- templates/essay.html --\n{{% include "one.html" %}}\n'
        '-- templates/one.html --\nOne.\n{% include "two.html" %}\n'
        '-- templates/two.html --\nTwo.\n{% include "one.html" %}\n',
    )
    first = sitegen("build", root).err.splitlines()[0]
    assert first.startswith(str(root / "templates"))
    assert ".html:2: error[E706]" in first
