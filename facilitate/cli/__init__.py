"""The command line: one verb, one file; heavy imports happen inside the verbs."""
