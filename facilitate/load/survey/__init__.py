"""Survey exports of any make, read safely and turned into the plain answers file."""
