"""Languages: words of the interface, dates, quotation marks."""
