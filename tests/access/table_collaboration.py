"""Who gets what of the collaboration survey."""

from __future__ import annotations

from tests.access.parts import DIRECTOR, WITH_FILES
from tests.access.rows import NOT_THERE, Row

_WAVE = {"number": "survey"}
_ASKED = frozenset({"partner"})
"""Those whose organisation is asked; for others the address of its answers is not there."""

COLLABORATION = {
    "benefits": Row(),
    "benefit-add": Row(WITH_FILES, WITH_FILES),
    "benefit-receipt": Row(_ASKED, _ASKED, args={"pk": "benefit"}),  # the partner was to gain it
    "benefit-withdrawal": Row(None, WITH_FILES, args={"pk": "benefit"}),
    "api-benefits-list": Row(),
    "api-benefits-detail": Row(args={"pk": "benefit"}),
    "surveys": Row(),
    "together": Row(),
    "fairness": Row(),
    "survey": Row(args=_WAVE),
    "survey-csv": Row(args=_WAVE),
    "survey-add": Row(DIRECTOR, DIRECTOR),
    "survey-extension": Row(DIRECTOR, DIRECTOR, args=_WAVE),
    "survey-answer": Row(_ASKED, args=_WAVE, member_refused=NOT_THERE),
    "survey-part": Row(_ASKED, _ASKED, args=_WAVE, plain={"part": "ladder"}, member_refused=NOT_THERE),
    "survey-sending": Row(None, _ASKED, args=_WAVE, member_refused=NOT_THERE),
    "survey-taking": Row(None, _ASKED, args=_WAVE, member_refused=NOT_THERE),
}
