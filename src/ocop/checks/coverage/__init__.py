"""Rule coverage: which rules the cases decide, and which could be otherwise unnoticed."""
