"""How values are shown: as tables of text, HTML and Markdown, and as flat records."""
