"""What surrounds a page: its shell, its menus, the language and display links."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from initiatives.navigation import is_built
from initiatives.rules.roles import GRANTS, Role
from initiatives.rules.viewer import Viewer, visitor

INITIATIVE = SimpleNamespace(url="/i/bright/", name="Bright Start")


def viewer(role: Role, *, as_public: bool = False) -> Viewer:
    return Viewer(1, person_id=1, roles=frozenset({role}), permissions=GRANTS[role], as_public=as_public)


def render(source: str, **values: object) -> str:
    return Template(source).render(Context({"initiative": INITIATIVE, **values}))


@pytest.mark.parametrize(
    ("who", "shell"),
    [
        (None, "base_plain.html"),
        (visitor(1), "base_public.html"),
        (viewer(Role.FUNDER), "base_public.html"),
        (viewer(Role.PARTNER), "base_public.html"),
        (viewer(Role.STAFF), "base_staff.html"),
        (viewer(Role.DIRECTOR, as_public=True), "base_public.html"),
    ],
)
def test_only_the_backbone_wears_the_staff_shell(who: Viewer | None, shell: str) -> None:
    assert render("{{ viewer|shell }}", viewer=who) == shell


def labels(menu: str, who: Viewer | None) -> list[str]:
    return render(
        "{% navigation menu as n %}{% for l in n %}{{ l.label }};{% endfor %}", menu=menu, viewer=who
    ).split(";")


def test_what_is_not_built_is_not_offered() -> None:
    offered = labels("public", visitor(1))
    assert "Results" in offered
    assert is_built("meetings/")
    assert not is_built("meetings/of/nobody/")


def test_what_one_may_not_do_is_not_offered() -> None:
    assert "Settings" in labels("rail", viewer(Role.DIRECTOR))
    assert "Settings" not in labels("rail", viewer(Role.DATA_STEWARD))
    assert "Figures" in labels("add", viewer(Role.PARTNER))
    assert "Figures" not in labels("add", visitor(1))


def test_the_menu_says_where_one_is_and_what_waits() -> None:
    html = render(
        "{% navigation 'rail' as n %}{% for l in n %}{% if l.is_current %}{{ l.url }} {{ l.count }}{% endif %}{% endfor %}",
        viewer=viewer(Role.DIRECTOR),
        nav_section="results",
        nav_counts={"results": 4},
    )
    assert html == "/i/bright/results/ 4"


def test_page_of_commitments_lights_a_partners_own_tab_and_the_plan_of_everybody_else() -> None:
    lit = "{% for l in n %}{% if l.is_current %}{{ l.label }};{% endif %}{% endfor %}"
    menus = {name: f"{{% navigation '{name}' as n %}}{lit}" for name in ("partner", "rail")}
    found = {
        name: render(menu, viewer=viewer(Role.PARTNER), nav_section="mine") for name, menu in menus.items()
    }
    assert found == {"partner": "My part;", "rail": "Plan;"}


@pytest.mark.parametrize(
    ("who", "first"),
    [
        (viewer(Role.PARTNER), "Log"),
        (viewer(Role.RESIDENT), "Have your say"),
        (viewer(Role.FUNDER), ""),
        (visitor(1), ""),
    ],
)
def test_partners_and_residents_have_their_own_tabs_on_a_phone(who: Viewer, first: str) -> None:
    assert render("{% phone_tabs as t %}{{ t.0.label }}", viewer=who) == first


def test_display_links_come_back_to_the_page() -> None:
    request = RequestFactory().get("/i/bright/results/", {"group": "a b"})
    assert render("{% display_url theme='dark' %}", request=request) == (
        "/display/?theme=dark&amp;next=%2Fi%2Fbright%2Fresults%2F%3Fgroup%3Da%2Bb"
    )
