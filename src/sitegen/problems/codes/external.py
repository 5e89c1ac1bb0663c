"""The codes of links to other sites, asked with ``sitegen check --external``: 16xx."""

from sitegen.problems.codes.entry import Code

EXTERNAL: dict[str, Code] = {
    "W1601": Code(
        "Dead link to another site",
        "The other site says that there is no such page (404 or 410), or there is no such site.",
        "Find the page's new address, link to a copy in the Internet Archive, or take the link "
        "away.",
    ),
    "N1602": Code(
        "Link that moved",
        "The address leads to another one for good (301 or 308). It works as long as the old "
        "site answers.",
        "Write the new address.",
    ),
    "N1603": Code(
        "Link that was not answered",
        "The other site did not answer, refused, or said that it is in trouble. It may be well "
        "tomorrow; answers are kept in .sitegen/links.json and troubles asked again.",
        "Try it in a browser.",
    ),
}
