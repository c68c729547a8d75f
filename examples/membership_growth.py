"""How the membership of CICA grew, and in which years the number itself is uncertain.

For 1 July of every year: one # for each state that was a member for certain, one ? for each of which the evidence does not say.
A state that joined later in a year is named in its line and counted from the next.
"""

import cica


def main() -> None:
    """Print a bar for each year, and who joined in it."""
    spells = cica.memberships(organisation="cica", role="member")
    first = min(spell.start.earliest.year for spell in spells if spell.start and spell.start.earliest)
    for year in range(first, cica.load().as_of.year):
        members = cica.members(on=f"{year}-07-01")
        least, most = len(members), len(members) + len(members.undetermined)
        count = str(least) if least == most else f"{least}-{most}"
        # Those who may have joined in the year: spells whose first day lies, or may lie, in it.
        joined = [str(spell.member) for spell in spells if spell.start and spell.start.within(year) is not cica.Answer.NO]
        names = "founding members" if len(joined) > 10 else ", ".join(joined)
        bar = "#" * least + "?" * (most - least)
        print(f"{year}  {count:>5}  {bar:<28}  {names}".rstrip())

    print()
    for spell in spells:
        if spell.start and spell.start.precision != "day":
            print(f"{spell.member}: the day is not known, only {spell.start}")


if __name__ == "__main__":
    main()
