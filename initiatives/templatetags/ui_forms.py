"""Forms: one tag opens a form that is carried out once, one shows a field with label, hint and error."""

from __future__ import annotations

from uuid import uuid4

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.forms.localized import Translation
from initiatives.models.localized import own_name
from initiatives.templatetags.ui_signs import glyph, icon

register = template.Library()


@register.simple_block_tag(takes_context=True)
def post_form(
    context: Context, content: SafeString, action: str = "", **attributes: str | bool
) -> SafeString:
    """Return a form that is sent with POST and carried out once. multipart=True for files; hx_target becomes hx-target."""
    if attributes.pop("multipart", False):
        attributes["enctype"] = "multipart/form-data"
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return format_html(
        '<form method="post"{}{}>{}{}</form>',
        format_html(' action="{}"', action) if action else "",
        flatatt(named),
        once_only(context),
        content,
    )


@register.simple_tag(takes_context=True)
def once_only(context: Context) -> SafeString:
    """Return the two hidden fields of every form: the token against forgery and the key that carries it out once."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="idempotency_key" value="{}">',
        context.get("csrf_token", ""),
        uuid4(),
    )


@register.simple_tag(takes_context=True)
def post_button(
    context: Context, action: str, label: str, *, kind: str = "btn small", **values: str
) -> SafeString:
    """Return one button that posts; further keywords become hidden fields."""
    hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', values.items())
    return format_html(
        '<form method="post" action="{}">{}{}<button type="submit" class="{}">{}</button></form>',
        action,
        once_only(context),
        hidden,
        kind,
        label,
    )


@register.simple_tag
def submit(label: str, sign: str = "", kind: str = "btn") -> SafeString:
    """Return the button that sends a form; begin the label with a verb."""
    return format_html(
        '<button type="submit" class="{}">{} {}</button>', kind, icon(sign) if sign else "", label
    )


@register.simple_tag
def field(bound: BoundField, *, hint: str = "", kind: str = "", label: str = "") -> SafeString:
    """Return a field of any form: label above, hint, error, then the control.

    `kind` adds a class to the control; `label` speaks in our words where the form is somebody else's.
    """
    if label:
        bound.label = label
        bound.field.widget.attrs.pop("placeholder", None)
    if bound.is_hidden:
        return SafeString(str(bound))
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return _single_check(bound, hint)
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _choices(bound, hint, kind)
    if bound.use_fieldset:
        return _grouped(bound, hint)
    return _folded(bound, hint, kind) if is_spare(bound) else _plain(bound, hint, kind)


def is_spare(bound: BoundField) -> bool:
    """Whether a field is for a translation that nobody has begun: it stays folded until somebody wants it."""
    return isinstance(bound.field, Translation) and not bound.value() and not bound.errors


def _folded(bound: BoundField, hint: str, kind: str) -> SafeString:
    """Return the field under the one that it translates, with the name of its language for a label."""
    language = own_name(bound.field.widget.attrs["lang"])
    also, bound.label = _("Also in {language}").format(language=language), language
    shown = _plain(bound, hint, kind)
    return format_html('<details class="translation"><summary>{}</summary>{}</details>', also, shown)


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """Return all fields of a form in their order, its errors summed up first."""
    parts = [form_errors(form), *(field(bound) for bound in form)]
    return format_html_join("", "{}", ((part,) for part in parts))


@register.simple_tag
def form_errors(form: forms.BaseForm) -> SafeString:
    """Return what has to be put right, each with a link to its field; nothing if all is well."""
    if not form.errors:
        return SafeString("")
    wrong = [("", error) for error in form.non_field_errors()]
    wrong += [(_anchor(bound), f"{bound.label}: {bound.errors[0]}") for bound in form if bound.errors]
    items = (format_html('<a href="#{}">{}</a>', at, error) if at else error for at, error in wrong)
    title = ngettext("One thing to put right", "{count} things to put right", len(wrong)).format(
        count=len(wrong)
    )
    return format_html(
        '<div class="errors" role="alert" tabindex="-1"><h2 class="h-s">{} {}</h2><ul>{}</ul></div>',
        glyph("late"),
        title,
        format_html_join("", "<li>{}</li>", ((item,) for item in items)),
    )


def _anchor(bound: BoundField) -> str:
    return bound.id_for_label or bound.auto_id or ""


def _label_words(bound: BoundField) -> SafeString:
    optional = "" if bound.field.required else format_html(' <span class="hint">{}</span>', _("Optional"))
    return format_html("{}{}", bound.label, optional)


def _described(bound: BoundField, hint: str) -> tuple[SafeString, str]:
    """Return hint and error as HTML, and their ids for aria-describedby."""
    parts, ids = [], []
    if said := hint or bound.help_text:
        ids.append(f"{bound.auto_id}_helptext")
        parts.append(format_html('<p class="hint" id="{}">{}</p>', ids[-1], said))
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
        errors = format_html_join(" ", "{}", ((error,) for error in bound.errors))
        parts.append(
            format_html('<p class="err" id="{}">{}<span>{}</span></p>', ids[-1], glyph("late"), errors)
        )
    return format_html_join("", "{}", ((part,) for part in parts)), " ".join(ids)


def _attrs(ids: str, **more: str) -> dict[str, str | bool]:
    return {**more, **({"aria-describedby": ids} if ids else {})}


def _wrong(bound: BoundField) -> str:
    return "field wrong" if bound.errors else "field"


def _plain(bound: BoundField, hint: str, kind: str) -> SafeString:
    described, ids = _described(bound, hint)
    own = bound.field.widget.attrs.get("class", "")
    control = bound.as_widget(attrs=_attrs(ids, **{"class": " ".join(f"input {own} {kind}".split())}))
    return format_html(
        '<div class="{}"><label for="{}">{}</label>{}{}</div>',
        _wrong(bound),
        bound.id_for_label,
        _label_words(bound),
        described,
        control,
    )


def _single_check(bound: BoundField, hint: str) -> SafeString:
    described, ids = _described(bound, hint)
    return format_html(
        '<div class="{}"><label class="pick">{}<span>{}</span></label>{}</div>',
        _wrong(bound),
        bound.as_widget(attrs=_attrs(ids)),
        bound.label,
        described,
    )


def _choices(bound: BoundField, hint: str, kind: str) -> SafeString:
    picks = format_html_join(
        "",
        '<label class="pick">{}<span>{}</span></label>',
        ((SafeString(choice.tag()), choice.choice_label) for choice in bound.subwidgets),
    )
    return _fieldset(bound, hint, format_html('<div class="picks {}">{}</div>', kind, picks))


def _grouped(bound: BoundField, hint: str) -> SafeString:
    return _fieldset(
        bound, hint, format_html('<div class="row">{}</div>', bound.as_widget(attrs={"class": "input"}))
    )


def _fieldset(bound: BoundField, hint: str, controls: SafeString) -> SafeString:
    described, ids = _described(bound, hint)
    return format_html(
        '<fieldset class="{}" id="{}"{}><legend>{}</legend>{}{}</fieldset>',
        _wrong(bound),
        bound.auto_id,
        flatatt(dict(_attrs(ids))),
        _label_words(bound),
        described,
        controls,
    )
