"""The files of the page's script, as they come with the program."""

from collections.abc import Mapping
from pathlib import Path

from sitegen.serve.http.media import media_type
from sitegen.serve.site import Found


def client_files() -> Mapping[str, Found]:
    """Find the files below ``/__sitegen/`` by their names."""
    folder = Path(__file__).parents[1] / "client"
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {
        file.name: Found(file, media_type(file.name))
        for file in files
        if file.suffix in (".js", ".css")
    }
