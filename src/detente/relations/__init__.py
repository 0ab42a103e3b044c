"""Where a relationship stands: dyads over time, phases, terms, expectations, stances, forecasts."""
