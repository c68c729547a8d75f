# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
"""# The history of one state in CICA

Its spells and the evidence for them, how long it has belonged, and with whom it sits elsewhere. Change ``STATE`` to any code or
name.
"""

# %%
import pandas as pd

import cica

STATE = "South Korea"
pd.set_option("display.width", 120, "display.max_columns", 20)
state = cica.state(STATE)
print(f"{state.official_name} ({state.id}): Correlates of War {state.cow}, Gleditsch-Ward {state.gw}")

# %% [markdown]
# The spells, as a frame. A date is three columns: the day, where it is known, and the days between which it lies.

# %%
spells = cica.memberships(state, "cica")
print(spells.to_frame()[["id", "role", "start", "start_earliest", "start_latest", "end"]].to_string(index=False))

# %% [markdown]
# Who says when it acceded, and who says otherwise? A statement that only bounds the day agrees if the day lies within its bounds.

# %%
accession = spells[-1]
evidence = cica.evidence(accession.id, "start").to_frame()
print(evidence[["value", "agrees", "publisher", "published"]].to_string(index=False))

# %% [markdown]
# Year by year: the share of the days of the year on which it was an observer and a member, and days since its accession.

# %%
years = cica.panel(2003, 2009, states=[state], codes="iso3", year="share", columns=["observer", "member", "days", "members"])
print(years.round(3).to_string(index=False))

# %% [markdown]
# The members that were there before it, and with which of all members it shares the fewest and the most organisations today.

# %%
everyone = cica.members()
before = cica.members(on=accession.start) if accession.start else everyone
shared = {other.name: len(cica.shared_organisations(state, other)) for other in everyone if other != state}
counts = pd.Series(shared).sort_values(kind="stable")
print(f"{len(before) - 1} members before it, {len(everyone) - 1} others today")
print(counts.head(3).to_string(), counts.tail(3).to_string(), sep="\n")
