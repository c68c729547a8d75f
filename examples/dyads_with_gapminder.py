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
"""# A dyad-year panel, ready for a regression

Joint memberships of pairs of states, merged with income and population from the Gapminder data that plotly ships. The
regression at the end shows that the frame is ready for one; it is not a finding.
"""

# %%
import numpy as np
import pandas as pd
import plotly.data
import statsmodels.formula.api as smf

import cica

pd.set_option("display.width", 120, "display.max_columns", 20)
gapminder = plotly.data.gapminder()
asia = gapminder[(gapminder["continent"] == "Asia") & (gapminder["year"] >= 1992)].copy()

# %% [markdown]
# The names are resolved by the record, because the codes beside them are not all right: one state has the code of another.

# %%
known: dict[str, str] = {}
for name in asia["country"].unique():
    try:
        known[name] = cica.state(name).id
    except cica.NotFoundError as error:
        print("left out:", str(error).partition(": no state")[0])
asia["iso3"] = asia["country"].map(known)
wrong = asia[asia["iso3"].notna() & (asia["iso3"] != asia["iso_alpha"])].groupby("country")[["iso_alpha", "iso3"]].first()
print("corrected:", wrong.to_dict("index"))
asia = asia.dropna(subset="iso3")

# %% [markdown]
# The pairs of these states, with joint membership in every organisation of the record, in the years for which there are figures.
# With ``codes="ccode"`` the frame merges with the dyadic data of the Correlates of War as it is; here it is merged on ISO codes.

# %%
dyads = cica.dyads(1992, 2007, states=sorted(known.values()), codes="iso3")
dyads = dyads[dyads["year"].isin(asia["year"])].reset_index(drop=True)
for side in ("1", "2"):
    figures = asia[["iso3", "year", "gdpPercap", "pop"]].rename(
        columns={"iso3": f"iso3_{side}", "gdpPercap": f"gdppc{side}", "pop": f"pop{side}"}
    )
    dyads = dyads.merge(figures, on=[f"iso3_{side}", "year"], how="left", validate="many_to_one")
print(f"{len(dyads)} pair-years = {len(known)} x {len(known) - 1} / 2 x {dyads['year'].nunique()}")

# %% [markdown]
# Variables as the field makes them: the ratio of incomes, of the richer to the poorer, in logarithms; and the number of other
# organisations, but for the United Nations, that both belong to. Where a membership is undetermined, so is the count: such rows are
# left out, not counted as zero.

# %%
others = [name for name in dyads.columns if name.endswith("_joint") and name not in ("cica_joint", "un_joint")]
dyads["shared"] = dyads[others].sum(axis=1, skipna=False)
dyads["income_gap"] = np.abs(np.log(dyads["gdppc1"] / dyads["gdppc2"]))
ready = dyads.dropna(subset=["cica_joint", "shared", "income_gap"]).astype({"cica_joint": int, "shared": int})
print(f"{len(ready)} rows without a gap, {ready['cica_joint'].sum()} of them of two members of CICA")
print(ready.groupby("year")[["cica_joint", "shared"]].mean().round(3).to_string())

# %% [markdown]
# The rows are not independent of each other, states are there whether they could join or not, and nothing here says why a sign is
# what it is.

# %%
after = ready[ready["year"] > 1999]
fit = smf.logit("cica_joint ~ shared + income_gap + C(year)", data=after).fit(disp=False)
print(f"{int(fit.nobs)} observations; sign of shared: {'+' if fit.params['shared'] > 0 else '-'}")
