"""The codes of themes: 14xx."""

from sitegen.problems.codes.entry import Code

THEMES: dict[str, Code] = {
    "W1401": Code(
        "Themes that are probably one",
        "Two names differ by a plural, a letter or the order of their words, or one is nearly an "
        "alias of the other. Readers find half of the essays under each.",
        'Join them: sitegen themes merge "tool" "tools". If both are meant, give each its own file '
        "in essays/_themes/.",
    ),
    "W1402": Code(
        "Theme on every essay",
        "A theme that all essays carry tells no reader what to read next, and relates no essay to "
        "another.",
        "Keep it on the essays that argue it and mark passages in the others, or divide it into "
        "narrower themes.",
    ),
    "N1403": Code(
        "Theme on one essay only",
        "One essay alone carries the theme, and no file in essays/_themes/ introduces it, so its "
        "page leads nowhere.",
        "Give it to a second essay, write an introduction, or merge it into another theme.",
    ),
    "W1404": Code(
        "Essay without a theme",
        "Readers come from essay to essay by their themes; this one has none.",
        "Look at what suggests itself, with the evidence: sitegen themes suggest essays/value.md",
    ),
    "E1451": Code(
        "Front matter that cannot be edited in place",
        "sitegen themes changes the names of themes and no other byte. Here a name is written in a "
        "way that leaves no room for that: over several lines, beside a comment that would be "
        "lost, or in a value that commas part. No file was changed.",
        "Write the names on one line, or as a list, and run the command again.",
    ),
    "E1452": Code(
        "No such theme or essay",
        "The command names a theme that no essay carries and no file introduces, an alias of one, "
        "an essay that is not there, or a name without a letter or digit.",
        "sitegen themes list shows the themes there are.",
    ),
    "E1453": Code(
        "Theme in the way",
        "The new name belongs to another theme, a file stands where the theme's file would, or the "
        "file of a theme that is merged holds words that would be lost.",
        "Merge the two themes instead of renaming one, or move what you keep by hand first.",
    ),
    "E1454": Code(
        "File of a theme cannot be written",
        "The system refused to write a file. All files are as they were.",
        "Look at the permissions of the file and of its folder, and at the room on the disk.",
    ),
}
