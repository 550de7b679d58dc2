"""The documentation: tables drawn from the data, pages made from it, two languages, one site.

python -m tools.site tables           # write the drawn tables into the Markdown sources
python -m tools.site tables --check   # say which of them are stale
python -m tools.site build -o site    # the whole site, Vietnamese under site/vi
"""
