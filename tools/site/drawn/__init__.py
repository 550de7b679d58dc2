"""The tables that stand in the Markdown sources, drawn from the rule data in both languages."""
