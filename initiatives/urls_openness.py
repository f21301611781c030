"""Addresses of what keeps an initiative open: restrictions, history, ledger, files."""

from __future__ import annotations

from django.urls import path

from initiatives.views import attachments, history, restrictions, seeing

urlpatterns = [
    path("files/<int:pk>/", attachments.file, name="file"),
    path("files/add/<int:number>/", attachments.add, name="file-add"),
    path("history/", history.history, name="history"),
    path("ledger/", history.ledger, name="ledger"),
    path("ledger/download.jsonl", history.ledger_file, name="ledger-file"),
    path("ledger/verify-ledger.py", history.ledger_checker, name="ledger-checker"),
    path("open/", restrictions.register, name="open"),
    path("open/add/<int:number>/", restrictions.add, name="restriction-add"),
    path("open/<int:pk>/", restrictions.detail, name="restriction"),
    path("open/<int:pk>/approval/", restrictions.approval, name="restriction-approval"),
    path("open/<int:pk>/lifting/", restrictions.lifting, name="restriction-lifting"),
    path("open/<int:pk>/renewal/", restrictions.renewal, name="restriction-renewal"),
    path("open/<int:pk>/review/", restrictions.review, name="restriction-review"),
    path("open/why/<int:number>/", seeing.why_seen, name="why-seen"),
    path("open/reviews/<int:pk>/answer/", restrictions.answer, name="restriction-answer"),
]
