"""Text of a user's files to values with the place of every key."""
