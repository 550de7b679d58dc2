"""Certificates: a table of their fields, those at their default left out."""

from ocop.cycle.certificate.certificate import Certificate
from ocop.formats.kind import Kind

__all__ = ["KINDS"]

KINDS = {Certificate: Kind(name="certificate", schema=Certificate)}
