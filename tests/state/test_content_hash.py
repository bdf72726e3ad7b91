"""A race file is known again by its SHA-256, for which OpenSSL is not loaded."""

import subprocess
import sys

from replay.state.content_hash import sha256_of


def test_it_is_the_sha_256_of_the_bytes() -> None:
    # the examples of FIPS 180-2
    assert sha256_of(b"").startswith("e3b0c44298fc1c14")
    assert sha256_of(b"abc").startswith("ba7816bf8f01cfea414140de5dae2223")


def test_it_loads_no_openssl_and_leaves_it_to_be_found() -> None:
    program = (
        "import sys; from replay.state.content_hash import sha256_of; sha256_of(b'');"
        "assert '_hashlib' not in sys.modules; import _hashlib; print(_hashlib.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("_hashlib\n", "")
