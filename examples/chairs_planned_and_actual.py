"""Who chaired CICA when, and how the end that was first scheduled compares with the end that came.

A scheduled end such as "2016" may mean any day of that year, so a delay is given as the least and the most it can have been.
"""

import cica


def months(scheduled: cica.Date, actual: cica.Date) -> str:
    """How many months later the actual end came than the scheduled one: from the least to the most."""
    if not (scheduled.earliest and scheduled.latest and actual.earliest and actual.latest):
        return "not known how much later"
    least, most = (actual.earliest - scheduled.latest).days, (actual.latest - scheduled.earliest).days
    if actual.within(scheduled) is cica.Answer.YES:
        return "as scheduled"
    return f"{least / 30.4:.0f} to {most / 30.4:.0f} months later"


def main() -> None:
    """Print each chairmanship with every decision on its end."""
    for chairmanship in cica.chairmanships():
        print(f"{chairmanship.state}, {chairmanship.period}")
        for term in chairmanship.terms:
            print(f"    decided {term.decided}: until {term.until}")
        if chairmanship.closing is None:
            print("    still in the chair, as far as the record goes")
        elif not chairmanship.terms or chairmanship.end is None:
            print("    no scheduled end is recorded")
        else:
            print(f"    against the first schedule: {months(chairmanship.terms[0].until, chairmanship.end)}")
        print()


if __name__ == "__main__":
    main()
