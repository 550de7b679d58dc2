"""Pictures of results as Altair charts, in Vietnamese or English; needs ``ocop[notebook]``.

A notebook shows a chart by itself; :func:`png` and :func:`svg` write one without a browser.
"""

from ocop.pictures.card import points
from ocop.pictures.cliff import cliff
from ocop.pictures.fan import fan
from ocop.pictures.heat import heat
from ocop.pictures.image import png, svg
from ocop.pictures.migration import migration
from ocop.pictures.progress import progress

__all__ = ["cliff", "fan", "heat", "migration", "png", "points", "progress", "svg"]
