"""Forecasts of our own: who will do what to whom next, and whether a dyad will see material conflict."""

from detente.relations.forecasts.forecaster import Forecast, Forecaster, Ranking

__all__ = ["Forecast", "Forecaster", "Ranking"]
