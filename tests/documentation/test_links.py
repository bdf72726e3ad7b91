"""Every link of a page leads somewhere, and every path in it is there."""

import re
from urllib.parse import unquote

import pytest
from tests.documentation.pages import PAGES, TOP, text_of

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_PATH = re.compile(r"`((?:src|tests|races|pictures)/[\w./-]+)`")


def anchors(page: str) -> set[str]:
    """The headings of a page as they are linked to."""
    heads = re.findall(r"^#+ (.*)$", _FENCE.sub("", text_of(page)), re.MULTILINE)
    bare = (re.sub(r"[^\w\- ]", "", head.lower()) for head in heads)
    return {head.strip().replace(" ", "-") for head in bare}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file_and_a_heading_of_it(page: str) -> None:
    for link in _LINK.findall(_FENCE.sub("", text_of(page))):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (TOP / page).parent / path if path else TOP / page
        assert target.exists(), f"{page}: {link}"
        if anchor:
            there = target.resolve().relative_to(TOP).as_posix()
            assert anchor in anchors(there), f"{page}: {link}"


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_is_there(page: str) -> None:
    for path in _PATH.findall(text_of(page)):
        assert (TOP / path).exists() or any(TOP.glob(f"{path}*")), f"{page}: {path}"


def test_the_front_page_is_short() -> None:
    assert len(text_of("README.md").splitlines()) <= 150
