"""Scene -> Drawing: where everything stands in a picture of how essays and themes hang together.

Whole numbers throughout, and every order is settled, so the same scene gives the same drawing.
"""

from sitegen.drawing.alone import alone
from sitegen.drawing.columns import columns
from sitegen.drawing.scene import Drawing, Scene


def draw(scene: Scene) -> Drawing:
    """Put everything in its place."""
    return columns(scene) if scene.essays else alone(scene)
