"""Habits of real collections that look like damage."""

from support.checked_texts import case, checked, collection

HEAD = "---\ntitle: A\ndate: 2021-03-04\n---\n\n"


def codes(body: str) -> set[str]:
    return {found.problem.code for found in checked(collection(case(HEAD + body)))}


def test_a_full_stop_after_an_abbreviation_is_no_pair_of_dots() -> None:
    line = "So it was said by Brock, n.d.. Nobody asked when.\n\n"
    assert "W1327" not in codes(3 * line)
    assert "W1327" in codes(3 * line.replace("n.d..", "later.."))


def test_definitions_of_an_authors_links_are_no_list_of_a_program() -> None:
    body = (
        "[塩の会][1]が[冊子][2]を出しました。References もあります。\n\n"
        "[1]: https://salt.example/\n[2]: https://salt.example/2\n"
    )
    assert "W1011" not in codes(body)
