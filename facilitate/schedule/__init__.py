"""The timetable of a day; who sits with whom; who watches whom."""
