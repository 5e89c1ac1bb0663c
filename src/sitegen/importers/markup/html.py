"""Addresses and words -> the plain HTML that shows them."""

from html import escape


def link_to(address: str, text: str = "") -> str:
    """Return a paragraph that links to an address; "" without one."""
    shown = escape(text or address, quote=False)
    return f'<p><a href="{escape(address)}">{shown}</a></p>' if address else ""
