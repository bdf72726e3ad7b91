"""What text may hold: one rule for race files, box scores, file names, screens and messages.

No control characters and no separators of lines or paragraphs (Unicode's Cc, Zl, Zp), no halves
of surrogates (Cs), and no format characters (Cf), which are invisible and may turn the direction
of a line: nothing that is shown can move the cursor, reorder a line or run an escape sequence.

Two format characters are spelling, and allowed where they are: the zero-width joiner and
non-joiner, after a character of a script that joins its letters (Arabic and its kin, the scripts
of India and their kin, Mongolian). Anywhere else they only make two names look like one.
"""

import re
from functools import lru_cache

JOINERS = "\u200c\u200d"
"""The zero-width non-joiner and joiner."""

_JOINERS = "\\u200c\\u200d"

# Beyond U+FFFF as characters and not as escapes: Python and JSON Schema write those differently.
_TAGS = "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"

_NEVER = (
    "\\x00-\\x1f\\x7f-\\x9f\\u00ad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2"
    "\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufdd0-\\ufdef"
    "\\ufeff\\ufff0-\\ufffb\\ufffe\\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a" + _TAGS
)

_JOINING = (
    "\\u0600-\\u0dff\\u0f00-\\u109f\\u1780-\\u18af\\u1900-\\u1cff\\ua800-\\ua95f\\ua980-\\uabff"
    "\\ufb50-\\ufdff\\ufe70-\\ufefc\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f"
)

_ANY = f"[^{_NEVER}{_JOINERS}]*(?:(?<=[{_JOINING}])[{_JOINERS}][^{_NEVER}{_JOINERS}]*)*"

PATTERN = f"^(?:[ -~]*|{_ANY})$(?!\\n)"
"""The rule as a pattern of JSON Schema. (`$` alone would let one final newline pass.)

That of ASCII stands first for speed: most text is, and one range is looked up instead of twenty.
"""

RULE_IN_WORDS = "text without control and format characters"
"""The rule in words, for messages."""

_ALLOWED = re.compile(PATTERN)
# Compiled when a text first offends, which few do.
_OFFENDING = f"[{_NEVER}]|(?<![{_JOINING}])[{_JOINERS}]"


def is_text(text: str) -> bool:
    """Tell whether the rule allows `text`."""
    return _ALLOWED.match(text) is not None


@lru_cache(512)
def clean(text: str) -> str:
    """Return `text` without what the rule forbids."""
    return text if is_text(text) else re.sub(_OFFENDING, "", text)


def printable(text: str, limit: int = 300) -> str:
    """Return `text` safe to print: what the rule forbids as escapes, at most `limit` characters.

    So a message can quote whatever was typed, or stands in a file or its name.
    """
    shown = text[:limit]
    if not is_text(shown):
        shown = re.sub(_OFFENDING, lambda found: _escape(found[0]), shown)
    return shown if len(text) <= limit else shown + "..."


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
