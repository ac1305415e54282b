"""The finished files: valid, accessible, no leaks, nothing cut off."""
