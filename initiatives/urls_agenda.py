"""Addresses of the common agenda, the shared words and the principles."""

from __future__ import annotations

from django.urls import path

from initiatives.views import agenda, agenda_files, benefits, words

urlpatterns = [
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda.csv", agenda_files.agenda_csv, name="agenda-csv"),
    path("agenda.json", agenda_files.agenda_json, name="agenda-json"),
    path("agenda/answer/", agenda.agenda_answer, name="agenda-answer"),
    path("agenda/edit/", agenda.agenda_edit, name="agenda-edit"),
    path("agenda/proposal/", agenda.agenda_proposal, name="agenda-proposal"),
    path("agenda/withdrawal/", agenda.agenda_withdrawal, name="agenda-withdrawal"),
    path("agenda/versions/", agenda.agenda_versions, name="agenda-versions"),
    path("agenda/words/", words.agenda_words, name="agenda-words"),
    path("agenda/words/add/", words.agenda_word_add, name="agenda-word-add"),
    path("agenda/words/<int:number>/", words.agenda_word, name="agenda-word"),
    path("agenda/words/<int:number>/agreement/", words.agenda_word_agreement, name="agenda-word-agreement"),
    path("agenda/benefits/", benefits.benefits, name="benefits"),
    path("agenda/benefits/add/", benefits.benefit_add, name="benefit-add"),
    path("agenda/benefits/<int:pk>/receipt/", benefits.benefit_receipt, name="benefit-receipt"),
    path("agenda/benefits/<int:pk>/withdrawal/", benefits.benefit_withdrawal, name="benefit-withdrawal"),
    path("agenda/principles/", words.agenda_principles, name="agenda-principles"),
    path("agenda/principles/add/", words.agenda_principle_add, name="agenda-principle-add"),
    path("agenda/principles/<int:number>/", words.agenda_principle, name="agenda-principle"),
    path(
        "agenda/principles/<int:number>/agreement/",
        words.agenda_principle_agreement,
        name="agenda-principle-agreement",
    ),
]
