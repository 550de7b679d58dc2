"""All recognitions, and the files that they come from."""
