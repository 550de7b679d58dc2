"""A million sheets: the library on every engine, beside what a team would write or take instead."""
