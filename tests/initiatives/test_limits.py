"""How often something may be tried: counted per target, so that neighbors are not locked out."""

from __future__ import annotations

from initiatives.limits import may_try


def test_the_limit_holds_for_one_target_and_not_for_another(db: None) -> None:
    assert [may_try("join", "one", at_most=3, seconds=60) for _ in range(5)] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert may_try("join", "two", at_most=3, seconds=60)
