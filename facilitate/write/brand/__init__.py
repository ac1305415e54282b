"""An organisation's look, as the writers wear it: its colours and its own Office files."""
