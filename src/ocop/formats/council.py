"""What a council goes by and concludes: its regulation and its recorded result."""

from ocop.cycle.council.regulation import CouncilRules
from ocop.cycle.council.result import CouncilResult
from ocop.formats.kind import Kind

__all__ = ["KINDS"]

KINDS = {
    CouncilResult: Kind(name="council-result", schema=CouncilResult),
    CouncilRules: Kind(name="council-rules", schema=CouncilRules),
}
