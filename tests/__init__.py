"""Tests take the same day for today's wherever a verb would look at the calendar."""

import os

os.environ["FACILITATE_TODAY"] = "2026-01-01"
