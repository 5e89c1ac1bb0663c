"""Rules of broken text: damage by pasting, exporting and scraping (13xx)."""
