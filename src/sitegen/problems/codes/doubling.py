"""The codes of doubling: 11xx, words that stand in a collection more than once."""

from sitegen.problems.codes.entry import Code

DOUBLING: dict[str, Code] = {
    "W1101": Code(
        "Text stands twice in an essay",
        "A run of 40 words or more stands a second time in the same essay: the usual trace of a "
        "slip in pasting. Differences of a few words, blanks and quotes are looked over. Quotes, "
        "code and tables do not count; short lines, as of a refrain, count half.",
        "Compare both places, keep the better one and remove the other; "
        "sitegen check --fix removes a second run that is the same word for word.",
    ),
    "W1102": Code(
        "Passage stands in two essays",
        "Sixty words or more are the same in two texts of the collection. Block quotes and "
        "paragraphs in quotation marks do not count.",
        "Keep it in one essay and link to it from the other, or mark it as a quotation with '>'.",
    ),
    "W1103": Code(
        "Essay stands twice in the collection",
        "Four fifths of the words of two texts are the same: most likely one text was taken in "
        "twice, under two names.",
        "Keep one and add the other's address to its aliases, so that old links go on working.",
    ),
}
