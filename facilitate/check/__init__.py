"""Sense: one rule, one function, yielding faults with places."""
