"""Where a relationship stands, and what is expected of it, from the records of a ledger.

- `dyads`: pairs of actors, and what two do to each other over time, as sums one can open
- `eventdata`: one light row an event, and the verbs over rows (`one_a_day`, `filter_dyad`, `map_actors` …)
- `phases`: dated changes with their uncertainty, looking back or week by week, and the state between them
- `terms`: demands, offers, conditions, commitments and threats as threads over articles, with their state
- `agenda`: what is expected, by when, and what became of it; `scorecards` of those who foretold it
- `stances`: positions, shifts and contradictions
- `changed`: what is another between two days
- `forecasts`: who will do what to whom next, and next month's material conflict, with baselines beside them

Underneath: `roll` (who counts as whom), `rows` (events of a dyad out of the ledger), `matters` (a matter and
the rule that settles it), `turns` (what later records do to it), `histories` (the states it takes),
`references` (the words a line rests on).
"""
