"""The tables of the ground floor."""

from initiatives.models.activities import Activity, Learning, Strategy, SupportRole
from initiatives.models.activity_logs import ActivityLog, LoggedGroup
from initiatives.models.agenda import CommonAgenda, Principle, Ratification, Term
from initiatives.models.asks import Ask, AskReminder, Campaign, CampaignAct
from initiatives.models.backbone import Body, Clause, PolicyDocument, Round, RoundSeat, RuleValue
from initiatives.models.benefits import Benefit
from initiatives.models.commitments import Commitment, CommitmentProgress
from initiatives.models.conflicts import ConflictCase, ConflictNote, ConflictParty
from initiatives.models.doors import Due, Pass
from initiatives.models.duties import KeptLogin, StaffRole, StandingDuty
from initiatives.models.follows import Follow
from initiatives.models.grants import InitiativeGroupPermission, RestrictionGroupPermission
from initiatives.models.initiatives import Initiative
from initiatives.models.jobs import JobPulse, JobRun
from initiatives.models.joining import JoinRequest
from initiatives.models.ledger import LedgerEntry, LedgerPayload
from initiatives.models.links import Adaptation, Link, Sufficiency
from initiatives.models.localized import LocalizedField, in_languages, local
from initiatives.models.outputs import CollectiveOutput
from initiatives.models.partners import Affiliation, Membership, Organization, Seat, SeatTerm
from initiatives.models.people import Invitation, Participation, Person, RoleGroup, RoleHolding
from initiatives.models.plan import ActionPlan, AgreedText, Assessment, PlanAnswer
from initiatives.models.populations import Category, Dimension, Population
from initiatives.models.records import (
    Attachment,
    Event,
    Record,
    Restriction,
    ReviewRequest,
)
from initiatives.models.requests import OwnDataPack, SentOnce

__all__ = [
    "ActionPlan",
    "Activity",
    "ActivityLog",
    "Adaptation",
    "Affiliation",
    "AgreedText",
    "Ask",
    "AskReminder",
    "Assessment",
    "Attachment",
    "Benefit",
    "Body",
    "Campaign",
    "CampaignAct",
    "Category",
    "Clause",
    "CollectiveOutput",
    "Commitment",
    "CommitmentProgress",
    "CommonAgenda",
    "ConflictCase",
    "ConflictNote",
    "ConflictParty",
    "Dimension",
    "Due",
    "Event",
    "Follow",
    "Initiative",
    "InitiativeGroupPermission",
    "Invitation",
    "JobPulse",
    "JobRun",
    "JoinRequest",
    "KeptLogin",
    "Learning",
    "LedgerEntry",
    "LedgerPayload",
    "Link",
    "LocalizedField",
    "LoggedGroup",
    "Membership",
    "Organization",
    "OwnDataPack",
    "Participation",
    "Pass",
    "Person",
    "PlanAnswer",
    "PolicyDocument",
    "Population",
    "Principle",
    "Ratification",
    "Record",
    "Restriction",
    "RestrictionGroupPermission",
    "ReviewRequest",
    "RoleGroup",
    "RoleHolding",
    "Round",
    "RoundSeat",
    "RuleValue",
    "Seat",
    "SeatTerm",
    "SentOnce",
    "StaffRole",
    "StandingDuty",
    "Strategy",
    "Sufficiency",
    "SupportRole",
    "Term",
    "in_languages",
    "local",
]
