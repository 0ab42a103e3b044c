"""Forecasts of our own: who will do what to whom next, and whether a dyad will see material conflict."""

from detente.relations.forecasts.forecaster import Forecast, Forecaster, Ranking
from detente.relations.forecasts.months import MonthForecast, MonthForecaster, MonthScores
from detente.relations.forecasts.panel import Panel, make_panel

__all__ = [
    "Forecast",
    "Forecaster",
    "MonthForecast",
    "MonthForecaster",
    "MonthScores",
    "Panel",
    "Ranking",
    "make_panel",
]
