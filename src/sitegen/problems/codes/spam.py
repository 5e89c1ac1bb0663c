"""The codes of injected spam: 12xx, what somebody else put into a text to advertise."""

from sitegen.problems.codes.entry import Code

SPAM: dict[str, Code] = {
    "E1201": Code(
        "Injected advertisement",
        "A paragraph uses the words of a trade that floods old posts (pharmacy, gambling, loans, "
        "replicas, links, adult offers, crypto schemes, essay mills), its other words are strange "
        "to the collection, and it stands at an edge of the text. The signs are weighed together; "
        "the hint gives each weight. A text on the subject itself, or on spam, is spared.",
        "Remove the paragraph, and look at the original post: whoever put it there may have "
        "changed more. If it is yours, waive the code in the text's front matter with a reason.",
    ),
    "E1202": Code(
        "Hidden text",
        "Raw HTML holds words or links that a style keeps from being seen: not displayed, far off "
        "the screen, of no size, or white on white. Search engines punish sites for it, and a feed "
        "or a screen reader shows it all the same.",
        "Remove the element with all it holds, or its style if readers are meant to see it.",
    ),
    "E1203": Code(
        "Link farm",
        "A paragraph or list consists for the greater part of outside links whose anchors are "
        "keywords of trades that buy links, and the text is not about them.",
        "Remove the block. A link worth keeping stands in a sentence that says where it leads.",
    ),
}
