"""Changes to a person's plan: one act at a time, looked at before it is written, undone in bytes.

`seen.look` reads a plan, `proposal.propose` says what an act would do and writes nothing,
`history.History` writes and takes back. Acts stand in `day_acts` and `people_acts`.
"""
