"""One module for each survey tool; being here is its registration.

A module says `TITLE`, the tool's name for people, and `layout(rows)`, which returns the export's
shape or None where the rows are not this tool's.
"""
