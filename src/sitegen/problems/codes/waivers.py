"""The codes of waivers and of mending: 17xx."""

from sitegen.problems.codes.entry import Code

WAIVERS: dict[str, Code] = {
    "W1701": Code(
        "Waiver that no longer applies",
        "An essay's waive: names a code that sitegen check no longer finds in it. A waiver that "
        "stays would hide the next finding of that kind.",
        "Take it out of the front matter.",
    ),
    "E1702": Code(
        "Waiver without a reason",
        "An essay's waive: names a code and does not say why it may stand. Without a reason "
        "nothing is waived.",
        "Write the reason after the code, waive: {W1003: the home page is what it is about}",
    ),
    "E1703": Code(
        "Waiver of an unknown code",
        "An essay's waive: names what is no code, or one that cannot be waived: an error that "
        "stops the build, or a waiver's own.",
        "See sitegen explain for the codes.",
    ),
    "E1711": Code(
        "Changes that are not committed",
        "sitegen check --fix changes files only if git could bring them back: the file is "
        "changed or new, or git does not watch it.",
        "Commit the file first, or say --force.",
    ),
    "E1712": Code(
        "No git",
        "sitegen check --fix changes files only if git could bring them back, and the collection "
        "is in no git repository, or git is not installed.",
        "Begin a repository with git init and commit the essays, or say --force.",
    ),
    "E1713": Code(
        "File could not be mended",
        "The file changed while it was examined, or the system did not let sitegen write it; the "
        "message gives the reason. It is as it was.",
        "Run sitegen check --fix again.",
    ),
}
