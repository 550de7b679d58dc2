"""What differs between rubrics, regimes and scorecards."""
