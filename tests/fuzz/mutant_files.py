"""What all files gone wrong have in common: bytes that are no text any more, and where they lie."""

from pathlib import Path
from random import Random


def spoilt(data: bytes, random: Random) -> bytes:
    """Cut a text off, put odd bytes into it, or write it in another way."""
    at = random.randrange(len(data) or 1)
    return random.choice(
        (
            data[:at],
            data[:at] + bytes(random.randrange(256) for _ in range(3)) + data[at:],
            b"\xef\xbb\xbf" + data,
            b"\n\n" + data,
            data + data,
            data.replace(b"\r\n", b"\r"),
            data.replace(b"\n", b"\r\n"),
            data.replace(b",", b";"),
            data.decode("utf-8", "replace").encode("utf-16"),
            b"https://feeds.example/x.json\n" + data,
            b'"' + data,
            b"null",
            b"",
            b"[" * 100_000,
            b'{"content": ' * 50_000,
        )
    )


def write(files: dict[str, bytes], folder: Path) -> Path:
    """Write the files of a mutant into a folder; their names tell nothing."""
    for name, data in files.items():
        (folder / f"{name}.txt").write_bytes(data)
    return folder


def text_of(files: dict[str, bytes]) -> bytes:
    """Give a mutant as one text, to be kept where it is found to break something."""
    return b"\n".join(b"== " + name.encode() + b"\n" + data for name, data in files.items())
