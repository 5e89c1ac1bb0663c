"""A text -> what rules for the whole collection want to know of it first."""

from sitegen.check.case import Case, Traits
from sitegen.check.doubling.winnowing import fingerprints
from sitegen.check.doubling.wording import wording
from sitegen.check.spam.injected import advertises
from sitegen.check.spam.trades import Lexicon


def traits(case: Case, lexicon: Lexicon) -> Traits:
    """Look at one text alone; a lexicon remembers words from text to text."""
    return Traits(fingerprints(wording(case.blocks).words), advertises(case, lexicon))
