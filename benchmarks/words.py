"""The words of the corpus: neutral, about nothing in particular, no name of anyone."""

SUBJECTS = (
    "a careful reader",
    "the first draft",
    "an honest question",
    "any good teacher",
    "the common view",
    "most of what we call planning",
    "the person across the table",
    "an old habit",
    "the shorter letter",
    "our attention",
    "the argument itself",
    "a meeting that nobody wanted",
    "the tool on the desk",
    "whoever comes second",
    "what the margin says",
    "the quiet half of the room",
)

VERBS = (
    "returns to",
    "quietly changes",
    "is tested against",
    "depends on",
    "borrows from",
    "seldom survives",
    "makes room for",
    "argues with",
    "is easily mistaken for",
    "pays for",
    "outlasts",
    "gives way before",
    "owes something to",
    "won't admit",
)

OBJECTS = (
    "the patience of other people",
    "a list that is never finished",
    "small decisions made early",
    "the difference between speed and haste",
    "rules learned in childhood",
    "what was said the day before",
    "an audience of one",
    "the limits of the form",
    "reading, writing and arithmetic",
    "a promise that wasn't meant",
    "somebody else's calendar",
    "the cost of asking twice",
    "the weather of the week",
    "things we don't measure",
    "a door left open",
    "half a page of notes",
)

OPENINGS = (
    "For the most part",
    "Looked at from a distance",
    "By the end of the week",
    "In the '60s",
    "Even so",
    "As is often said",
    "On a good day",
    "Without much noise",
    "As a rule",
    "Sooner or later",
)

ENDINGS = (
    ", which is harder than it sounds",
    ", though the reverse is also true",
    " -- and that's not a complaint",
    ", if only because nobody has time for more",
    ", whatever the calendar says",
    "... or so it seems",
    ', and "almost" is the honest word',
    ", because the *second* look costs less than the first",
    ", and it **doesn't** show",
    ", line by line",
    ' -- the "slow way", as it was once called',
    ", without anybody's leave",
)

QUALITIES = (
    "quiet",
    "useful",
    "borrowed",
    "early",
    "narrow",
    "patient",
    "crooked",
    "second",
    "public",
    "plain",
    "stubborn",
    "hidden",
    "common",
    "distant",
    "fragile",
    "generous",
    "idle",
    "mutual",
    "ordinary",
    "practical",
    "reluctant",
    "shared",
    "temporary",
    "unfinished",
    "visible",
    "wandering",
    "civil",
    "deliberate",
    "empty",
    "familiar",
    "honest",
    "inner",
)

THINGS = (
    "margin",
    "habit",
    "question",
    "workshop",
    "letter",
    "garden",
    "reader",
    "lantern",
    "draft",
    "bargain",
    "window",
    "lesson",
    "argument",
    "calendar",
    "map",
    "promise",
    "silence",
    "method",
    "doorway",
    "notebook",
    "rumour",
    "bridge",
    "echo",
    "ladder",
    "harbour",
    "kitchen",
    "motive",
    "orchard",
    "puzzle",
    "signal",
    "ticket",
    "voyage",
)

AUTHORS = ("The Editors", "A Guest Writer", "The Night Desk", "A Former Pupil")

CODE = """```python
def second_look(draft: str, readers: list[str]) -> dict[str, int]:
    \"\"\"Count what each reader would strike out.\"\"\"
    marks = {}
    for reader in readers:
        marks[reader] = sum(word in reader for word in draft.split())
    return marks or {"nobody": 0}  # an empty page has no critics
```"""
