"""Tables of people, days and answers, as spreadsheets, text files and Word hold them, read."""
