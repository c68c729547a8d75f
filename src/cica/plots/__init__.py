"""Pictures of the record: who held the chair, how it grew, what it shares, where it lies.

They need matplotlib: ``pip install "cica[plots]"``.
"""

from cica.plots.animations import Animation, animation
from cica.plots.chairs import timeline
from cica.plots.drawing import Plot
from cica.plots.growth import membership
from cica.plots.maps import map  # noqa: A004  # the name of what it draws
from cica.plots.networks import network
from cica.plots.shared import overlap
from cica.plots.upset import upset

__all__ = ["Animation", "Plot", "animation", "map", "membership", "network", "overlap", "timeline", "upset"]
