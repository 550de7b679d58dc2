"""Charts as PNG and SVG, drawn without a browser."""

from __future__ import annotations

from typing import Any

from ocop.errors import MissingExtra

__all__ = ["png", "svg"]


def _converter() -> Any:  # noqa: ANN401 - a module that need not be there
    try:
        import vl_convert  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra.of("pictures-missing") from None
    return vl_convert


def png(chart: Any, *, scale: float = 2) -> bytes:  # noqa: ANN401 - any chart of Altair
    """A chart as a PNG file.

    Args:
        chart: The chart.
        scale: How many points a unit of the chart takes.

    Raises:
        MissingExtra: without the extra ``ocop[notebook]``.
    """
    image: bytes = _converter().vegalite_to_png(chart.to_json(), scale=scale)
    return image


def svg(chart: Any) -> str:  # noqa: ANN401 - as above
    """A chart as an SVG file.

    Raises:
        MissingExtra: without the extra ``ocop[notebook]``.
    """
    image: str = _converter().vegalite_to_svg(chart.to_json())
    return image
