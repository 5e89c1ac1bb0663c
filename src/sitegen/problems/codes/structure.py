"""The codes of how a collection hangs together, and of what each essay says of itself: 15xx."""

from sitegen.problems.codes.entry import Code

STRUCTURE: dict[str, Code] = {
    "N1501": Code(
        "Relation without an answer",
        "An essay declares that it agrees with, disagrees with or replies to another one, which "
        "declares nothing back. Readers of the other essay see it all the same.",
        "Add the answer to relations: of the other essay if its author would give one.",
    ),
    "W1502": Code(
        "Orphan",
        "The essay has no theme, links to no text of the collection, is linked from none and is "
        "related to none: readers meet it by chance alone. Nothing is said where that is true of "
        "most essays: such a collection is a row of dates and means to be.",
        "Give it tags:, or link to it from an essay that it belongs to.",
    ),
    "W1503": Code(
        "Picture without words",
        "An image has no text for those who cannot see it.",
        "Write what it shows between the brackets, ![two people at a table](table.jpg); for a "
        "mere ornament in HTML say so with role='presentation'.",
    ),
    "W1504": Code(
        "Fact missing by the collection's policy",
        "site.yaml asks every essay for some facts, policy: [title, date, author] unless it says "
        "otherwise, and this essay lacks one. A title that is only made from the file's name is "
        "none.",
        "Write it into the front matter, or change policy: in site.yaml.",
    ),
    "W1505": Code(
        "Summary too long",
        "A summary stands in every list and under the title; beyond 300 characters nobody reads "
        "it there. Search engines cut a description near 160.",
        "Say it in one or two sentences.",
    ),
    "W1506": Code(
        "Description given twice",
        "Two texts describe themselves with the same words, so that lists and search engines "
        "cannot tell them apart.",
        "Write in each what only that text says.",
    ),
    "W1507": Code(
        "Title in capitals",
        "The whole title is written in capital letters. Capitals are a matter of style: the "
        "theme can print any title so, but cannot guess the small letters of one written large.",
        "Write the title as in a sentence.",
    ),
    "W1508": Code(
        "Slip in a title",
        "A title holds a blank before its punctuation, a full stop at its end, or signs repeated "
        "such as '!!'. Several blanks in a row become one, and straight quotes are set by sitegen.",
        "Write it as it would stand on the cover of a book.",
    ),
    "W1509": Code(
        "Title given twice",
        "Two essays have the same title; in lists readers cannot tell which is which.",
        "Give one of them a title of its own.",
    ),
}
