"""The tags and filters every template may use without loading them (a builtin library; see the parts below)."""

from __future__ import annotations

from django import template

from initiatives.templatetags import (
    ui_forms,
    ui_frame,
    ui_lists,
    ui_openness,
    ui_parts,
    ui_rules,
    ui_shared,
    ui_signs,
    ui_text,
)

register = template.Library()

for _part in (
    ui_text,
    ui_signs,
    ui_parts,
    ui_lists,
    ui_forms,
    ui_frame,
    ui_shared,
    ui_openness,
    ui_rules,
):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
