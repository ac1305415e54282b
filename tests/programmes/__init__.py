"""Programmes that nobody here wrote: made up from a number, and read for what is not true."""
