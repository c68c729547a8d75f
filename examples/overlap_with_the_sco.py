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
"""# How CICA and the SCO overlap over time

One panel with the columns of both organisations, counted by year, and checked against the record's own answer.
"""

# %%
import pandas as pd

import cica

pd.set_option("display.width", 120, "display.max_columns", 20)
panel = cica.panel(1999, 2025, codes=["iso3", "country"], organisations=["cica", "sco"], columns="member", year="last")
print(panel.shape, list(panel.columns))

# %% [markdown]
# On the last day of each year: members of each, of both, and the share of the SCO's members that are members of CICA too. What is
# undetermined is neither a member nor not; it is counted in a column of its own.

# %%
panel["both"] = panel["cica_member"] & panel["sco_member"]
panel["open"] = panel["both"].isna()
by_year = panel.groupby("year")[["cica_member", "sco_member", "both", "open"]].sum().astype(int)
by_year["share_of_sco"] = (by_year["both"] / by_year["sco_member"].where(by_year["sco_member"] > 0)).round(2)
print(by_year[by_year.ne(by_year.shift()).any(axis=1)].to_string(na_rep=""))

# %% [markdown]
# The same from the record itself, for every year since the SCO was founded.

# %%
for year, both in by_year.loc[2001:, "both"].items():
    found = len(cica.overlap("cica", "sco", on=f"{year}-12-31").both)
    if found != both:
        raise ValueError(f"{year}: {both} by the panel, {found} by the record")
print("every year agrees with cica.overlap")

# %% [markdown]
# Who came to sit in both, and when?

# %%
first = panel[panel["both"].fillna(0) == 1].groupby("country")["year"].min().sort_values(kind="stable")
for year, names in first.groupby(first):
    print(year, ", ".join(names.index))
only = cica.overlap("cica", "sco").only_second
print("In the SCO and not in CICA:", ", ".join(map(str, only)))
