"""Dates as 14 October 2026, numbers with thousands separators. UX rule 17."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j F Y, g:i a"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
USE_THOUSAND_SEPARATOR = True
