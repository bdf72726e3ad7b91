"""The hash by which a race file is known again, whatever it is called."""

import sys


def sha256_of(data: bytes) -> str:
    """Give the SHA-256 of some bytes in hexadecimal digits.

    By Python's own: OpenSSL's would take 4 MB for as long as the program runs, and a race file is
    hashed once. What else may ask for that later finds it.
    """
    if "hashlib" not in sys.modules and "_hashlib" not in sys.modules:
        sys.modules["_hashlib"] = None  # type: ignore[assignment]  # so the import of it fails
        try:
            import hashlib
        finally:
            del sys.modules["_hashlib"]
    else:
        import hashlib
    return hashlib.sha256(data).hexdigest()
