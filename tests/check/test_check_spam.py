"""Rules for injected spam, and honest texts on the same subjects."""

from itertools import chain

import pytest

from sitegen.check.spam.farms import farms
from sitegen.check.spam.hidden import hidden
from sitegen.check.spam.injected import injected
from sitegen.check.spam.terms import words
from sitegen.check.spam.trades import subjects
from sitegen.check.types import TextUnderCheck
from support.checked_texts import as_lines, case, clean, collection, dirty, endless, placed

ESSAY = (
    "There is a drawer in the town hall for letters that need no answer.\n\n"
    "The clerk showed it to me with some pride, for in it lay thirty years of thanks."
)
SPAM = "Buy cheap Viagra and Cialis online without prescription, free shipping on every order."


def found(*cases: TextUnderCheck) -> list[str]:
    """Ask all rules of the family."""
    alone = chain.from_iterable((*hidden(one), *farms(one)) for one in cases)
    return placed([*alone, *injected(collection(*cases))])


@pytest.mark.slow
def test_each_dirty_text_is_found_among_clean_ones_too() -> None:
    around = clean()
    for text, wanted in dirty("12"):
        assert found(text, *around) == wanted


def test_nothing_is_found_in_clean_texts_together_or_alone() -> None:
    texts = clean()
    assert found(*texts) == []
    assert [line for text in texts for line in found(text)] == []


def test_an_advertisement_put_into_every_text_is_found_in_each() -> None:
    texts = [case(f"{ESSAY}\n\n{SPAM}", f"essays/{number}.md") for number in range(60)]
    assert len(found(*texts)) == 60


def test_an_advertisement_is_reported_with_all_its_evidence() -> None:
    text = case(f"{ESSAY}\n\n{SPAM}\n\nNo comments:\n\nPost a Comment")
    assert as_lines(injected(collection(text))) == [
        "essays/a.md:5: E1201: paragraph advertises pharmacy and seems injected: 'viagra', "
        "'cialis', 'without prescription', 'prescription' (delete it, or waive it with a "
        "reason; weights: pharmacy 4.5, offer of delivery, order, price 4.5, "
        "17.0 bits a word (elsewhere 12.0) 2.0, at the end 0.5; limit: 5.5)"
    ]


def test_a_text_on_the_subject_weighs_against_the_suspicion() -> None:
    subject = (
        "A pharmacy sells pills.\n\nA patient asked the doctor for a prescription and a pill.\n\n"
        "The drug was given in small doses, and the medicine did its work.\n\n"
    )
    last = "In the end I bought the generic pills at the pharmacy, at a discount and online."
    assert found(case(f"{ESSAY}\n\n{subject}{last}")) == []


def test_hidden_words_are_reported_with_the_style_that_hides_them() -> None:
    text = case(f'{ESSAY}\n\n<p style="display: none">one two three [x](http://x.example/)</p>')
    assert as_lines(hidden(text)) == [
        "essays/a.md:5: E1202: 4 words and 1 link hidden by display:none (delete them, or the "
        "style if readers should see them)"
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '`<p style="display:none">one two three four</p>`',
        '<img style="display:none" src="a.png" alt="one two three four">',
        '<p style="color:#fff;background:#000">one two three four</p>',
        '<div class="dark"><p style="color:white">one two three four</p></div>',
        '<span style="position:absolute;left:-9999px">Skip to the text</span>',
        '<ul style="font-size:0"><li style="font-size:16px">one two three four</li></ul>',
        '<p style="margin-left: -10px">one two three four</p>',
        '<p style="font-size:0.8em; opacity:0.5">one two three four</p>',
        '<svg><text style="display:none">one two three four</text></svg>',
    ],
)
def test_what_readers_see_or_listeners_need_is_not_hidden(markup: str) -> None:
    assert as_lines(hidden(case(f"{ESSAY}\n\n{markup}\n\nThe end of it all."))) == []


def test_a_link_farm_is_reported_with_its_anchors() -> None:
    links = " ".join(
        f"[{anchor}](http://{number}.example/)"
        for number, anchor in enumerate(("payday loans", "online poker", "buy backlinks", "vape"))
    )
    assert as_lines(farms(case(f"{ESSAY}\n\n{links}"))) == [
        "essays/a.md:5: E1203: 4 keywords with links to other sites: 'payday loans', 'online "
        "poker', 'buy backlinks' (delete the block; to keep a link, say in a sentence where it "
        "leads)"
    ]


def test_a_list_of_titles_is_no_link_farm() -> None:
    links = "\n".join(
        f"- [{title}](http://x.example/{title[0]})"
        for title in ("The Casino of Baden and its last night", "On lending", "Letters", "Rivers")
    )
    assert as_lines(farms(case(f"{ESSAY}\n\n{links}"))) == []


def test_terms_are_found_without_case_accents_and_endings() -> None:
    for text in (
        "PRÊTS D’ARGENT",
        "crédit sans justificatifs",
        "Replica Uhren",
        "Glücksspiele Wetten",
    ):
        assert subjects(words(text)), text
    assert not subjects(words("a casino by the river"))


@pytest.mark.parametrize(
    "text",
    [
        "<div style='display:none'>" * 20_000,
        "<a " * 100_000,
        "<p style=" * 60_000,
        "<div>" * 30_000 + "</span>" * 30_000,
        "[" * 60_000 + "](//x.example)" * 1_000,
        "<a href='//x.example'>" * 20_000,
        '<p style="' + "color:" * 60_000 + '">x</p>',
        "`" * 100_000 + '<p style="">',
        "viagra " * 60_000,
    ],
    ids=["divs", "tags", "styles", "closings", "brackets", "links", "colours", "ticks", "viagra"],
)
def test_hostile_texts_are_looked_at_in_bounded_time(text: str) -> None:
    assert len(found(endless(text))) <= 3


@pytest.mark.parametrize(
    "said",
    [
        "I never bought followers or backlinks; whoever offers cheap seo packages gets no answer.",
        "We do not buy followers, and we never pay for backlinks or a seo package of that kind.",
        "Ich habe nie ein Potenzmittel ohne Rezept bestellt, auch nicht in der Online Apotheke.",
        "Je n'ai jamais acheté de viagra sans ordonnance dans une pharmacie en ligne.",
        "Nunca compramos viagra sin receta en una farmacia online, y yo lo digo a todos.",
        "Io non compro viagra senza ricetta in una farmacia online, e lo dico a tutti.",
        "Eu nunca compro cassino online nem rodadas gratis, e digo isso a todos.",
        "Nobody here would ever not laugh at a payday loan with bad credit and instant approval.",
    ],
)
def test_who_denies_buying_does_not_advertise(said: str) -> None:
    after = "The clerk put the letters back, and the drawer was closed with a small key of brass."
    assert found(case(f"{ESSAY}\n\n{said}\n\n{after}")) == []
    assert found(case(f"{ESSAY}\n\n{said}")) == []


@pytest.mark.parametrize(
    ("said", "last", "code"),
    [
        ("Viagra and cialis, generic pills.", True, "E1201"),
        ("Viagra and cialis, generic pills.", False, "W1204"),
        ("Viagra and cialis, [generic pills](https://pills.example/).", False, "E1201"),
        ("Viagra and cialis, generic pills: pills@pills.example.", False, "E1201"),
        ("Viagra and cialis: order now, free shipping, discreet, satisfaction.", False, "E1201"),
        ("I take viagra and cialis, [generic pills](https://pills.example/).", False, "W1204"),
        ("I take viagra and cialis, [generic pills](https://pills.example/).", True, "E1201"),
    ],
)
def test_an_error_needs_a_second_clue_of_an_advertisement(said: str, last: bool, code: str) -> None:
    after = "" if last else "\n\nThe clerk put them back, and closed the drawer with a small key."
    assert [line.split()[1] for line in found(case(f"{ESSAY}\n\n{said}{after}"))] == [code]
