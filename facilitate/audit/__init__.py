"""Answers to scores to findings, and the one gate that says who may see what."""
