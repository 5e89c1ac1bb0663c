"""The codes of broken text: 13xx."""

from sitegen.problems.codes.entry import Code

BROKEN: dict[str, Code] = {
    "W1301": Code(
        "Paragraphs run together",
        "The lines of the text are broken by a program at a fixed column, and no blank line is "
        "left between paragraphs, so that readers meet one of hundreds of words. A short last "
        "line and the end of a sentence show where paragraphs were.",
        "Put a blank line before each line that the message names, where the sense agrees.",
    ),
    "W1302": Code(
        "Sentences without a blank between them",
        "A sentence begins right after the full stop, question mark or exclamation mark of the one "
        "before, as in `right?That`; often a line end was lost there.",
        "Put a blank between them; `sitegen check --fix` does it where it is certain.",
    ),
    "W1303": Code(
        "Plain line that reads like a heading",
        "The text has no heading, and several short lines without a full stop stand alone before "
        "paragraphs. They were headings before the text was pasted.",
        "Write ## before each of them.",
    ),
    "W1304": Code(
        "List marker without an item",
        "A dash, star, dot or number that begins an item of a list stands alone on its line. Under "
        "a paragraph, a lone dash even makes a heading of it.",
        "Put the item on the same line, or take the marker away.",
    ),
    "W1305": Code(
        "Caption without a picture",
        "A paragraph reads like the caption of a picture or figure, and there is none near it.",
        "Put the picture back, or take the caption away.",
    ),
    "W1306": Code(
        "Garbled letters",
        "The text was saved as UTF-8 and read as another encoding on its way here: `â€™` was an "
        "apostrophe, `Ã©` an é. Some letters may be lost for good.",
        "Write what the hint shows; `sitegen check --fix` does it where it is certain.",
    ),
    "W1307": Code(
        "Invisible characters",
        "The line holds characters that nobody sees: zero-width spaces, byte order marks and the "
        "like, which come along when text is copied. Searching, copying and links trip over them. "
        "What scripts and emoji need is left alone.",
        "Take them out; `sitegen check --fix` does it.",
    ),
    "W1308": Code(
        "Quotation mark without a partner",
        "A quotation opens and does not close in its paragraph, nor in one of the next, or it "
        "closes without having been opened.",
        "Close the quotation, or take the mark away.",
    ),
    "W1309": Code(
        "Emphasis that does not close",
        "Stars or a tag begin emphasis that never ends in its block. Readers see the stars, or the "
        "rest of the block in bold.",
        "Write the closing sign where the emphasis ends; no blank may stand on its inner side.",
    ),
    "W1310": Code(
        "Skipped level of headings",
        "A heading stands more than one level below the one before, so that the outline has a hole "
        "for those who move by it.",
        "Take the level that comes next: ### after ##.",
    ),
    "W1311": Code(
        "Second title",
        "The text has more than one heading of the first level, which is the title's.",
        "Begin the headings inside of a text with ##.",
    ),
    "W1312": Code(
        "Pointer to a text that is not linked",
        "The text speaks of what was written last week or in the previous post, which a reader of "
        "the collection cannot know, and no link is near.",
        "Link the text that is meant, or say it without the calendar.",
    ),
    "W1313": Code(
        "Invitation to comment",
        "The text asks its readers for comments, and the site has none.",
        "Say where readers can answer, or take the sentence away.",
    ),
    "W1314": Code(
        "Empty link",
        "A link shows no words, or leads to nothing but `#` or a script.",
        "Give it words and an address, or take it away.",
    ),
    "W1315": Code(
        "Tracker in an address",
        "An address carries parameters such as `utm_source` or `fbclid` that tell its owner where "
        "a reader came from. The page is the same without them.",
        "Take them out; `sitegen check --fix` removes these parameters and nothing else.",
    ),
    "N1316": Code(
        "Address without encryption",
        "The address begins with http://, and its host is known to answer over https: other links "
        "of the collection use it, or it is one of the large sites.",
        "Write https:// for http://.",
    ),
}
