"""Why a command could not finish, in a sentence that says what to do."""

import errno

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY})


def why(error: OSError) -> str:
    """Return what stopped a command: the disk, a permission, or a file open elsewhere."""
    where = str(error.filename2 or error.filename or "this folder")
    if error.errno in _FULL:
        return f"The disk is full at {where}. Make room, and run the command again."
    if error.errno == errno.EROFS:
        return f"{where} can only be read. Choose another place with --out."
    if error.errno in _CLOSED:
        return (
            f"{where} may not be opened or written. If it is open in another program, close it "
            "there; else look at whose it is. Then run the command again."
        )
    if error.errno in {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}:
        return (
            f"{where} is in the way: a file stands where a folder is wanted, or a folder where "
            "a file is. Move it, and run the command again."
        )
    if error.errno == errno.ENAMETOOLONG:
        return f"The path {where[:80]}… is too long for this disk. Use a folder nearer the top."
    return f"{error.strerror or error}: {where}."
