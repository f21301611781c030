"""The template tags: what the reader sees and hears, and that nothing typed becomes markup."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

HOSTILE = '"><script>alert(1)</script>'


def render(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


class Elements(HTMLParser):
    """All elements of a fragment with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def first(self, tag: str, **wanted: str) -> dict[str, str | None]:
        return next(a for t, a in self.found if t == tag and wanted.items() <= a.items())

    def ids(self) -> list[str]:
        return [str(a["id"]) for _, a in self.found if "id" in a]


class Restriction(forms.Form):
    reason = forms.CharField(label="What the public will read", help_text="One sentence.", max_length=20)
    ground = forms.ChoiceField(
        label="Why", choices=[("a", "A child"), ("b", HOSTILE)], widget=forms.RadioSelect
    )
    until = forms.DateField(
        label="Opens again on", widget=forms.DateInput(attrs={"type": "date", "class": "own"})
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    sure = forms.BooleanField(label="I have checked it")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


# --- Words, numbers, dates ---------------------------------------------------------------------------------------------
def test_text_is_in_the_readers_language() -> None:
    with translation.override("es"):
        assert render("{{ t|text }}", t={"en": "Ready", "es": "Listos"}) == "Listos"


def test_text_in_another_language_is_marked_for_the_screen_reader() -> None:
    assert render("{{ t|words }}", t={"es": "Listos <b>"}) == '<span lang="es">Listos &lt;b&gt;</span>'
    assert render("{{ t|words }}", t={"en": "Ready"}) == "Ready"


def test_localized_gives_the_text_with_its_language() -> None:
    assert render("{% localized t as s %}{{ s.text }} {{ s.language }}", t={"es": "Listos"}) == "Listos es"


def test_missing_text_is_nothing() -> None:
    assert render("{{ t|text }}{{ t|words }}{{ n|number }}{{ n|day }}{{ n|moment }}", t=None, n=None) == ""


def test_language_names_itself() -> None:
    assert render("{{ 'es'|own_name }}") == "Español"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1840, "1,840"),
        (Decimal("1234567.50"), "1,234,567.5"),
        (Decimal("100.00"), "100"),
        (Decimal("1E+3"), "1,000"),
        (0, "0"),
        (-4, "−4"),
        (Decimal("0.30"), "0.3"),
    ],
)
def test_numbers_have_separators_and_no_needless_zeros(value: Decimal | int, shown: str) -> None:
    assert render("{{ v|number }}", v=value) == shown


def test_number_keeps_the_decimals_asked_for() -> None:
    assert render("{{ v|number:1 }}", v=Decimal("61")) == "61.0"


def test_dates_are_day_month_year() -> None:
    assert render("{{ d|day }}|{{ d|short_day }}", d=date(2026, 10, 14)) == "14 October 2026|14 Oct"


def test_moments_carry_their_zone() -> None:
    with timezone.override("America/Chicago"):
        assert (
            render("{{ d|moment }}", d=datetime(2026, 10, 14, 22, 30, tzinfo=UTC))
            == "14 October 2026, 5:30 pm CDT"
        )


def test_a_day_is_the_day_of_the_initiatives_zone() -> None:
    with timezone.override("America/Chicago"):
        assert render("{{ d|day }}", d=datetime(2026, 10, 15, 2, 0, tzinfo=UTC)) == "14 October 2026"


# --- Signs -------------------------------------------------------------------------------------------------------------
def test_status_is_a_silent_shape_and_a_word() -> None:
    html = render("{% status 'late' word %}", word="9 days late & <open>")
    assert Elements(html).first("svg")["aria-hidden"] == "true"
    assert html.startswith('<span class="st bad">')
    assert html.endswith("9 days late &amp; &lt;open&gt;</span>")


def test_level_says_its_name_and_number() -> None:
    html = render("{% level 4 %}")
    assert "Collaborating" in html
    assert "level 4 of 5" in html
    assert html.count('class="on"') == 4


# --- Parts -------------------------------------------------------------------------------------------------------------
def test_card_is_named_by_its_heading() -> None:
    html = Elements(render("{% card title %}<p>x</p>{% endcard %}", title="What residents chose"))
    assert html.first("section")["aria-labelledby"] == html.first("h2")["id"] == "h-what-residents-chose"


def test_two_cards_of_one_name_have_two_ids() -> None:
    html = Elements(render("{% card 'Same' %}{% endcard %}{% card 'Same' %}{% endcard %}"))
    assert html.ids() == ["h-same", "h-same-2"]


@pytest.mark.parametrize(
    "source",
    [
        "{% card x aside=x tone=x %}{% endcard %}",
        "{% facts %}{% fact x note=x %}{{ x }}{% endfact %}{% endfacts %}",
        "{% tabs x %}{% tab x x True %}{% endtabs %}",
        "{% crumbs x x x %}",
        "{% tag x x %}",
        "{% record_row url=x changed=day history=x formats='csv' who=x %}",
        "{% term x x x %}",
        "{% withheld x reason=x ground=x until=day set_by=x agreed_by=x set_on=day url=x %}",
        "{% not_shown x 10 %}",
        "{% nothing_yet x url=x action=x note=x %}{{ x }}{% endnothing_yet %}",
        "{% todo x x meta=x %}{{ x }}{% endtodo %}",
        "{% quality_list rows %}",
        "{% table x kind=x %}{% endtable %}",
        "{% progress x done=1 total=2 words=x %}",
        "{% post_form x class=x %}{{ x }}{% endpost_form %}",
        "{% post_button x x value=x %}",
        "{% submit x %}",
        "{% glyph 'late' x %}",
        "{% download x x %}",
    ],
)
def test_nothing_typed_becomes_markup_and_no_part_has_inline_style(source: str) -> None:
    html = render(source, x=HOSTILE, day=date(2026, 10, 14), rows=[("kept", HOSTILE, HOSTILE)])
    names = {tag for tag, _ in Elements(html).found}
    attributes = {name for _, found in Elements(html).found for name in found}
    assert "script" not in names
    assert not {name for name in attributes if name == "style" or name.startswith("on")}


def test_record_row_offers_downloads_at_the_records_own_address() -> None:
    html = Elements(render("{% record_row url='/i/bright/results/ready/' formats='csv pdf' %}"))
    assert html.first("a", href="/i/bright/results/ready.csv")
    assert html.first("a", href="/i/bright/results/ready.pdf")


def test_withheld_says_until_when_why_and_by_whom() -> None:
    html = render(
        "{% withheld 'Item 4' until=day reason=why set_by='Rosa' agreed_by='Daniel' set_on=day url='/r/' %}",
        day=date(2027, 2, 22),
        why={"en": "They asked for privacy."},
    )
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "Not public until 22 February 2027." in text
    assert "They asked for privacy." in text
    assert "Restricted by Rosa, agreed by Daniel, 22 February 2027." in text
    assert "Ask for a review" in text


def test_term_works_by_keyboard_without_a_script() -> None:
    html = Elements(render("{% term 'turf' 'What one partner looks after.' '/words/' %}"))
    assert html.first("button")["popovertarget"] == html.first("span")["id"]
    assert html.first("button")["type"] == "button"


def test_table_scrolls_in_a_named_region_that_the_keyboard_reaches() -> None:
    html = Elements(render("{% table 'Who took part' %}<tbody></tbody>{% endtable %}"))
    assert html.first("div") == {
        "class": "scroll-x",
        "tabindex": "0",
        "role": "region",
        "aria-label": "Who took part",
    }


def test_pager_keeps_the_filters_of_the_address() -> None:
    request = RequestFactory().get("/x/", {"group": "north side", "page": "2"})
    html = render("{% pager page %}", page=Paginator(range(30), 10).page(2), request=request)
    assert 'href="?group=north+side&amp;page=1"' in html
    assert 'href="?group=north+side&amp;page=3"' in html


def test_progress_asks_again_only_while_work_goes_on() -> None:
    assert 'hx-get="/p/"' in render("{% progress '/p/' done=1 total=2 words='Reading' %}")
    assert "hx-get" not in render("{% progress '/p/' done=2 total=2 words='Read' finished=True %}")


# --- Forms -------------------------------------------------------------------------------------------------------------
def test_every_form_carries_a_token_and_a_fresh_key() -> None:
    source = "{% post_form '/x/' class='form' %}{% endpost_form %}"
    html = render(source, csrf_token="secret")
    form = Elements(html)
    assert form.first("form") == {"method": "post", "action": "/x/", "class": "form"}
    assert form.first("input", name="csrfmiddlewaretoken")["value"] == "secret"
    keys = {Elements(render(source)).first("input", name="idempotency_key")["value"] for _ in range(3)}
    assert len(keys) == 3
    assert all(8 <= len(str(key)) <= 80 for key in keys)


def test_form_for_files_and_htmx_gets_its_attributes() -> None:
    form = Elements(render("{% post_form '/x/' multipart=True hx_target='#row' %}{% endpost_form %}")).first(
        "form"
    )
    assert form["enctype"] == "multipart/form-data"
    assert form["hx-target"] == "#row"


def test_field_has_its_label_above_and_its_hint_read_with_it() -> None:
    html = render("{% field form.reason %}", form=Restriction())
    control = Elements(html).first("input")
    assert Elements(html).first("label")["for"] == control["id"]
    assert control["aria-describedby"] == "id_reason_helptext"
    assert "aria-invalid" not in control
    assert html.index("<label") < html.index("One sentence.") < html.index("<input")


def test_error_stands_beside_its_field_and_what_was_typed_is_kept() -> None:
    html = render("{% field form.reason %}", form=Restriction({"reason": "Far too long for this field"}))
    control = Elements(html).first("input")
    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"] == "id_reason_helptext id_reason_error"
    assert Elements(html).first("p", id="id_reason_error")["class"] == "err"
    assert control["value"] == "Far too long for this field"


def test_choices_are_a_group_with_a_legend_and_its_error() -> None:
    html = render("{% field form.ground %}", form=Restriction({}))
    group = Elements(html).first("fieldset")
    assert group["aria-describedby"] == "id_ground_error"
    assert "<legend>Why</legend>" in html
    assert html.count('type="radio"') == 2
    assert "<script>" not in html


def test_classes_of_a_control_are_kept() -> None:
    html = Elements(render("{% field form.until kind='medium' %}", form=Restriction()))
    assert html.first("input")["class"] == "input own medium"


def test_optional_fields_say_so() -> None:
    assert "Optional" in render("{% field form.note %}", form=Restriction())
    assert "Optional" not in render("{% field form.reason %}", form=Restriction())


def test_single_check_is_inside_its_label() -> None:
    html = render("{% field form.sure %}", form=Restriction())
    assert re.search(
        r'<label class="pick"><input[^>]+type="checkbox"[^>]*><span>I have checked it</span></label>', html
    )


def test_summary_links_every_error_to_its_field() -> None:
    html = render("{% fields form %}", form=Restriction({"sure": "on"}))
    targets = [str(a["href"])[1:] for tag, a in Elements(html).found if tag == "a"]
    assert targets == ["id_reason", "id_ground", "id_until"]
    assert set(targets) <= set(Elements(html).ids())
    assert "3 things to put right" in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert "put right" not in render("{% fields form %}", form=Restriction())
