"""The rules as data: a folder a decision, read by :mod:`ocop.law`. No code stands here."""
