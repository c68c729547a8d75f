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
"""# What could be known on 1 March 2015

The same questions, asked of the record as it was known then and of the record of today. Nothing decided, held or published later is
in the first, so that an analysis of that day can be repeated without hindsight.
"""

# %%
import pandas as pd

import cica

pd.set_option("display.width", 120, "display.max_columns", 20, "display.max_colwidth", 60)
then, now = cica.as_known("2015-03-01"), cica.load()
for point in then.briefing().sections[0].points:
    print("-", point.text)

# %% [markdown]
# The chair in office and the next summit: scheduled then, and what became of it.

# %%
for name, record in (("then", then), ("now", now)):
    china, summit = record.chairmanships()["china-2014"], record.summit(5)
    print(f"{name}: China until {china.end}; fifth summit {summit.status}, {summit.start or summit.plans[-1].due}")

# %% [markdown]
# A panel from each record. As known then, Sri Lanka is an observer, and the panel ends with the year in which that record does.

# %%
states = ["CHN", "KOR", "LKA", "TUR"]
panels = {
    "then": then.panel(2014, states=states, codes="iso3", columns=["role", "chair"], year="last"),
    "now": now.panel(2014, 2018, states=states, codes="iso3", columns=["role", "chair"], year="last"),
}
for name, panel in panels.items():
    wide = panel.pivot(index="iso3", columns="year", values="cica_role")
    print(name, wide.to_string(), sep="\n")

# %% [markdown]
# What changed since, as a frame: one row for each revision, with the publisher behind the new value.

# %%
changes = now.diff(then, table="chairmanships").to_frame()
print(changes[["row", "field", "kind", "old", "new"]].head(6).to_string(index=False))
print(f"{len(now.diff(then).to_frame())} changes in all tables of facts")
