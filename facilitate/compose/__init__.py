"""Templates, findings and timetable to neutral documents, one for each recipient."""
