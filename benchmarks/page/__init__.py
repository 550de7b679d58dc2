"""The page of the docs that shows the runs, drawn from what is kept of them and nothing else."""
