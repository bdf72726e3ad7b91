"""How many examples a law is tried on.

Two profiles, set by `tests/conftest.py`. `fixed`, the default: the same examples in every run, so
that a run is green or red for everyone. `long`: fresh random examples, many more of them
(`pytest --hypothesis-profile=long`); a counterexample it finds is kept as an `@example`.
"""

from hypothesis import HealthCheck, settings

_USUAL = 30
_LONG = 5_000


def register_profiles() -> None:
    """Register both profiles and load the fixed one; a profile named to pytest wins over it."""
    settings.register_profile(
        "fixed", max_examples=_USUAL, derandomize=True, deadline=None, database=None
    )
    settings.register_profile(
        "long",
        max_examples=_LONG,
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("fixed")


def examples(number: int) -> settings:
    """Give settings for a law that needs another number of examples than the usual, as percent."""
    usual = settings.get_profile(settings.get_current_profile_name()).max_examples
    return settings(max_examples=max(number * usual // 100, 1))
