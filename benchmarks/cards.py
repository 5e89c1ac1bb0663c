"""Measure the cards of 1,000 essays, drawn by two processes: ``python benchmarks/cards.py``."""

import random
import resource
import time
from pathlib import Path

from sitegen.pictures.drawing import draw
from sitegen.pictures.share import ACCENT, ShareCard
from sitegen.workers.parallel import spread

COUNT, CHUNK = 1_000, 8
WORDS = ("the", "of", "winter", "harbour", "letters", "Größe", "été", "conversation", "łódź", "why")
OWN = ("", "")


def cards() -> list[ShareCard]:
    """Make cards with titles of two to fourteen words."""
    chance = random.Random(1)
    return [
        ShareCard(
            " ".join(chance.choices(WORDS, k=chance.randint(2, 14))).capitalize(),
            "The Editors",
            "A Thousand Essays",
            ACCENT,
            (OWN, OWN, OWN),
            rtl=False,
        )
        for _ in range(COUNT)
    ]


def seconds() -> float:
    """Return the seconds of CPU that this process and those that it waited for have taken."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    """Draw the cards and print what it took."""
    things, cpu, wall = cards(), seconds(), time.monotonic()
    sizes = list(spread(lambda some: [len(draw(card, Path(), "")) for card in some], things, CHUNK))
    took = time.monotonic() - wall
    print(f"{COUNT} cards: {seconds() - cpu:.1f} s of CPU, {took:.1f} s", end="")
    print(f"; largest {max(sizes) / 1000:.1f} KB, mean {sum(sizes) / COUNT / 1000:.1f} KB")


if __name__ == "__main__":
    main()
