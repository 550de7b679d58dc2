"""What the pages and the files of examples promise: every command runs, every named file is there."""
