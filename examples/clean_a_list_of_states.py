"""Which states of a messy list, spelt in a dozen ways, were members of CICA on the day in the same line."""

import csv
import io
import textwrap

import cica

MESSY = """\
country,day
Korea (Republic of),2006-06-16
"Korea, Republic of",2006-06-17
VIET NAM,2012
Türkiye,2015-06-01
Turkey,2015-06-01
Иран,2003-01-01
中国,2003-01-01
Bahrain,2011-03-01
Bahrain,2011
Korea,2015-06-01
Soviet Union,1993-04-01
Kazahkstan,2015-06-01
Japan,soon
"""


def main() -> None:
    """Print the state and the answer for every line of the list, or what is wrong with the line."""
    for row in csv.DictReader(io.StringIO(MESSY)):
        country, day = row["country"], row["day"]
        try:
            state = cica.state(country)
            members = cica.members(on=day)
        # An ambiguous, former or unknown state is a LookupError, an unreadable day a ValueError; the message says more.
        except (LookupError, ValueError) as error:
            print(f"{country:<22} {day:<11} ???  {textwrap.shorten(str(error), 90)}")
            continue
        if state.id in members:
            answer = "a member"
        elif state.id in members.undetermined:
            answer = "undetermined: the evidence does not say"
        else:
            answer = "not a member"
        print(f"{country:<22} {day:<11} {state.id}  {answer}")


if __name__ == "__main__":
    main()
