"""Small files as people bring them."""

from __future__ import annotations

NOTE = {"en": "Yearly figures of the state"}


def long_table(*rows: str, header: str = "period,value") -> bytes:
    """Return a long file of the whole, one "period,value" a row."""
    return "\n".join([header, *rows]).encode()


def by_group(period: str, **groups: tuple[int, int]) -> bytes:
    """Return one period by group, as (cases, people); percents are worked out."""
    names = {"all": "All students", "asian": "Asian"}
    rows = [
        f"{period},{names.get(group, group.title())},{cases},{people},{100 * cases / people:.4f}"
        for group, (cases, people) in groups.items()
    ]
    return "\n".join(["period,category,numerator,denominator,percent", *rows]).encode()
