"""Addresses of commitments."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from initiatives.views import commitment_deeds, commitments, witnesses

_ONE = "plan/commitments/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("plan/commitments/", commitments.commitments, name="commitments"),
    path("plan/commitments/add/", commitments.commitment_add, name="commitment-add"),
    path(_ONE, commitments.commitment, name="commitment"),
    path(f"{_ONE}acceptance/", commitment_deeds.commitment_acceptance, name="commitment-acceptance"),
    path(f"{_ONE}progress/", commitment_deeds.commitment_progress, name="commitment-tell"),
    path(f"{_ONE}confirmation/", commitment_deeds.commitment_confirmation, name="commitment-meet"),
    path(f"{_ONE}miss/", commitment_deeds.commitment_miss, name="commitment-miss"),
    path(f"{_ONE}renewal/", commitment_deeds.commitment_renewal, name="commitment-renew"),
    path(f"{_ONE}witness/", witnesses.commitment_witness, name="commitment-witness"),
    path(f"{_ONE}release/", commitment_deeds.commitment_release, name="commitment-release"),
]
