"""The tables of shared measurement."""

from measurement.models.baselines import CurveJudgement, Forecast, ForecastPoint
from measurement.models.calculations import Calculation, CalculationInput
from measurement.models.choosing import DataDevelopmentItem, PowerRating
from measurement.models.collaboration import SurveyMark, SurveyQuestion, SurveySheet, SurveyTie, SurveyWave
from measurement.models.collection import Cycle, FigureReminder, ReportingDuty
from measurement.models.contributions import Contribution, StrategyIndicator
from measurement.models.imports import Import
from measurement.models.indicators import Indicator, Result, SeriesBreak, Target
from measurement.models.observations import (
    DisclosurePolicy,
    Observation,
    Period,
    Release,
    Rollup,
    Series,
    SeriesCategory,
)
from measurement.models.programs import PerformanceMeasure, Program
from measurement.models.quality import (
    AgreedUse,
    Approval,
    Check,
    DataProblem,
    DataSharingAgreement,
    Revision,
    ValidationRule,
)
from measurement.models.readings import ResidentReading
from measurement.models.submissions import Submission, SubmittedFigure
from measurement.models.turns import (
    Factor,
    Idea,
    IdeaScore,
    PartnerRole,
    Turn,
    TurnAction,
    TurnLine,
    TurnStep,
)

__all__ = [
    "AgreedUse",
    "Approval",
    "Calculation",
    "CalculationInput",
    "Check",
    "Contribution",
    "CurveJudgement",
    "Cycle",
    "DataDevelopmentItem",
    "DataProblem",
    "DataSharingAgreement",
    "DisclosurePolicy",
    "Factor",
    "FigureReminder",
    "Forecast",
    "ForecastPoint",
    "Idea",
    "IdeaScore",
    "Import",
    "Indicator",
    "Observation",
    "PartnerRole",
    "PerformanceMeasure",
    "Period",
    "PowerRating",
    "Program",
    "Release",
    "ReportingDuty",
    "ResidentReading",
    "Result",
    "Revision",
    "Rollup",
    "Series",
    "SeriesBreak",
    "SeriesCategory",
    "StrategyIndicator",
    "Submission",
    "SubmittedFigure",
    "SurveyMark",
    "SurveyQuestion",
    "SurveySheet",
    "SurveyTie",
    "SurveyWave",
    "Target",
    "Turn",
    "TurnAction",
    "TurnLine",
    "TurnStep",
    "ValidationRule",
]
