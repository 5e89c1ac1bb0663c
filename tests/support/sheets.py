"""Pages as Chromium prints them, sheet by sheet, in plain text."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

PDFTOTEXT = "/usr/bin/pdftotext"
SIZES = {
    "A6": ("105mm", "148mm"),
    "A5": ("148mm", "210mm"),
    "A4": ("210mm", "297mm"),
    "Letter": ("8.5in", "11in"),
}


def sheets(page: Page, size: str, folder: Path) -> list[str]:
    """Print the page that is open; return the words of each sheet."""
    if not Path(PDFTOTEXT).exists():
        pytest.fail(f"there is no {PDFTOTEXT}: apt-get install poppler-utils", pytrace=False)
    width, height = SIZES[size]
    file = folder / "printed.pdf"
    page.pdf(path=file, width=width, height=height)
    command = [PDFTOTEXT, "-enc", "UTF-8", "-layout", str(file), "-"]
    printed = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return printed.split("\f")[:-1]
