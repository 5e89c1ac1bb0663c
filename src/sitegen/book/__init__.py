"""The collection as a book: one tree of essays, written as EPUB and as PDF."""
