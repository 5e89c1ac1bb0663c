"""Addresses that strangers wrote: what cannot be taken apart has no parts."""

from urllib.parse import SplitResult, urljoin, urlsplit


def parts_of(address: str) -> SplitResult:
    """Return the parts of an address; all are empty if it is none, such as ``http://[::1/``."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def joined(base: str, address: str) -> str:
    """Return an address as seen from another one; unchanged if it is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address
