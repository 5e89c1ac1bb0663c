"""``sitegen import``: exports of other platforms to essays."""
