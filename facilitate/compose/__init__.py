"""Templates, findings and timetable become neutral documents, one for each reader.

`jobs` says which pages a day has; what fills a page, `papers` and `template_names`, is brought in
where one is made.
"""
