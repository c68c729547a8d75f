"""How far the summits slipped: what was announced, and when, against the day on which they were held."""

import cica


def slip(due: cica.Date, held: cica.Date) -> str:
    """By how many days the meeting began later than it was due, from the least to the most it can have been."""
    if held.touches(due) is cica.Answer.YES:
        return "on time"
    if not (due.earliest and due.latest and held.earliest):
        return "not known"
    if due.spans:  # an event was due to begin on its first day
        return f"{(held.earliest - due.earliest).days} days later"
    return f"{(held.earliest - due.latest).days} to {(held.earliest - due.earliest).days} days later"


def main() -> None:
    """Print every summit with its successive plans."""
    for summit in cica.summits(status=None):
        print(f"{summit.id}: {summit.brief()}")
        for plan in summit.plans:
            where = plan.city or (plan.country.name if plan.country else "no place named")
            if plan.due is None:
                outcome = "no day named"
            elif summit.days is None:
                outcome = f"due {plan.due}: whether it was held is not known"
            else:
                outcome = f"due {plan.due}: {slip(plan.due, summit.days)}"
            print(f"    announced {plan.announced}, {where}: {outcome}")
        if not summit.plans:
            print("    no earlier plan is recorded")


if __name__ == "__main__":
    main()
