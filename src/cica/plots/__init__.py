"""Pictures of the record: who held the chair, how it grew, what it shares, where it lies.

They need matplotlib and, for the map, countryinfo: ``pip install "cica[plots]"``.
"""

from cica.plots.chairs import timeline
from cica.plots.drawing import Plot
from cica.plots.growth import membership
from cica.plots.maps import map  # noqa: A004  # the name of what it draws
from cica.plots.shared import overlap

__all__ = ["Plot", "map", "membership", "overlap", "timeline"]
