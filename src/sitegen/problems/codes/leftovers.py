"""The codes of what blog platforms leave in pasted texts: 10xx."""

from sitegen.problems.codes.entry import Code

_AWAY = (
    "Take it away. Where sitegen check --fix does it, what was taken out is kept in "
    "ESSAY.removed.md beside the essay."
)

LEFTOVERS: dict[str, Code] = {
    "W1001": Code(
        "Left over from a comment form",
        "A line such as 'No comments:', 'Post a Comment' or 'Your email address will not be "
        "published' came along with the text. Readers would look for a form that is not there.",
        _AWAY,
    ),
    "W1002": Code(
        "Left over from share buttons",
        "A row such as 'Share this:', 'Email ThisBlogThis!' or a line of links to places where "
        "one shares came along with the text.",
        _AWAY,
    ),
    "W1003": Code(
        "Left over from a blog's navigation",
        "Links such as 'Newer Post', 'Older Post' or 'Back to top' lead through a site that is "
        "not this one.",
        _AWAY,
    ),
    "W1004": Code(
        "Labels in the text",
        "A line such as 'Labels: conversation, tools' lists what belongs into tags:, where "
        "themes are made of it.",
        "Write the labels that matter as tags: in the front matter, and take the line away.",
    ),
    "W1005": Code(
        "Author, time or length in the text",
        "A line such as 'Posted by Anna at 10:30' or '5 min read' repeats what the page prints "
        "from the front matter.",
        "See that author: and date: stand in the front matter, and take the line away.",
    ),
    "W1006": Code(
        "Left over from a list of related posts",
        "A heading such as 'You might also like' with titles below it was made by the blog; this "
        "collection finds related essays itself, and says why.",
        "Take it away; declare with relations: what the author wants readers to read next.",
    ),
    "W1007": Code(
        "Left over from a subscription box",
        "A line such as 'Subscribe now' or 'Type your email' belongs to a form that is not there.",
        _AWAY,
    ),
    "W1008": Code(
        "Title repeated in the text",
        "The text begins with its own title, which the page prints above it already.",
        _AWAY,
    ),
    "W1009": Code(
        "Date repeated in the text",
        "The text begins with a line that is nothing but its day of publication.",
        "See that date: stands in the front matter, and take the line away.",
    ),
}
