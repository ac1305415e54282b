"""The programme in a browser on one's own computer: shown as it is, changed only by a person.

What a screen says is worked out as plain values (`first_screen`, `day_to_scale`, `fault_list`);
`site` puts them on pages, `access` stands before all of it. It asks `pipeline` for an analysis and
for single pages, `edit` for changes, and knows none of the steps itself.
"""
