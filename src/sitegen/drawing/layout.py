"""Scene -> Drawing: where everything stands in a picture of how essays and themes hang together.

Whole numbers throughout, and every order is settled, so the same scene gives the same drawing.
"""

from sitegen.drawing.scene import Drawing, Scene


def draw(scene: Scene) -> Drawing:
    """Put everything in its place."""
    from sitegen.drawing.columns import columns  # noqa: PLC0415
    from sitegen.drawing.single import alone  # noqa: PLC0415 (few pages have a map)

    return columns(scene) if scene.essays else alone(scene)
