"""The folder of finished files: what it holds, how it changes, and that it never breaks.

Files are written beside (`.building-…`), verified there and moved into place one by one; the
manifest comes last. A file that somebody edited is never overwritten without being asked to.
"""
