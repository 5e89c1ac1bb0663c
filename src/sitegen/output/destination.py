"""An output folder as the author names it -> the folder to replace, if that is safe."""

from pathlib import Path

from sitegen.problems.errors import Place, SitegenError, fail

_OF_ITS_OWN = "name a separate folder, such as 'public', in site.yaml or with --output"


def resolve(output: Path, holders: tuple[Path, ...], sources: tuple[Path, ...]) -> Path:
    """Follow the links in an output's path, or raise the reason why it is not safe.

    ``holders`` (the site, the home directory) may hold the output; ``sources`` (the folders that
    a build reads) must not. The output must neither be nor contain any of them.
    """
    target = _follow(output)
    if target == Path(target.anchor):
        raise _refusal(output, "E901", "is the root of the file system")
    for folder in (*holders, *sources):
        if _identity(target) in _lineage(folder):
            raise _refusal(output, "E901", f"would replace '{folder}'")
    for folder in sources:
        if _identity(folder) in _lineage(target):
            raise _refusal(output, "E902", f"is inside the source folder '{folder}'")
    if target.is_mount():
        hint = "name a folder inside it, or mount the folder that contains it"
        raise _refusal(output, "E904", "is a mount point, which cannot be replaced", hint)
    return target


def _follow(output: Path) -> Path:
    if "\0" in str(output):
        raise _refusal(output, "E903", "contains a character that is not allowed in file names")
    for step in (output, *output.parents):
        if step.is_symlink() and not step.exists():
            raise _refusal(
                output, "E903", f"leads through '{step}', a link whose target is missing"
            )
        if step.exists() and not step.is_dir():
            what = "" if step == output else f"leads through '{step}', which "
            hint = "move it, or name another folder in site.yaml or with --output"
            raise _refusal(output, "E903", f"{what}is not a folder", hint)
    return output.resolve()


def _refusal(output: Path, code: str, reason: str, hint: str = _OF_ITS_OWN) -> SitegenError:
    name = str(output).replace("\0", "\N{SYMBOL FOR NULL}")
    return fail(Place(output.as_posix()), code, f"the output '{name}' {reason}", hint)


def _lineage(path: Path) -> set[tuple[int, int] | Path]:
    resolved = path.resolve()
    return {_identity(step) for step in (resolved, *resolved.parents)}


def _identity(path: Path) -> tuple[int, int] | Path:
    # Not the name alone: one directory may have many, by links, mounts and case-blind systems.
    try:
        state = path.stat()
    except OSError:
        return path.resolve()
    return state.st_dev, state.st_ino
