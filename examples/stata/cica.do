* Who belonged to CICA on a day, and a panel of states by year, from what the library exports. In Python, once:
*
*     import cica
*     for table in ("memberships", "organisations", "state_systems"):
*         cica.export(f"{table}.dta", table)
*
* Then set the locals below, and: do cica.do
* An answer is 1, 0, or missing where it is undetermined; the variable why says so beside it.

version 14
clear
set more off

local folder "."
local organisation "cica"
local day "2011-03-01"
local system "cow"
local first 1990
local last 2025
* The day to which the record is updated (notes, in each file, has it as as_of): of later days nothing is known.
local until "2026-04-14"

* Of which organisations the record holds every full member: of others a state that is not there may still be one.

use "`folder'/organisations.dta", clear
keep if id == "`organisation'"
decode coverage, generate(held)
assert _N == 1 & inlist(held, "all", "members")

* Between which days each membership began, and was over. A date of which not all is known lies between two days, earliest and latest.
* Stata takes a missing value for greater than any number: rightly so of an end that is missing, as of all that is in force, and of a last
* day on which something may have begun or ended; not of a first one.

use "`folder'/memberships.dta", clear
decode role, generate(as_what)
keep if organisation == "`organisation'" & inlist(as_what, "member", "participating-state")
assert strpos(start, "/") == 0 & strpos(v_end, "/") == 0
generate double begun = cond(missing(start_earliest), -999999, start_earliest)
generate double surely_begun = start_latest
generate double over = cond(missing(end_earliest) & v_end != "", -999999, end_earliest)
generate double surely_over = end_latest
keep id member start v_end begun surely_begun over surely_over
tempfile spells
save "`spells'"

* The members on the day.

keep if begun <= date("`day'", "YMD") & surely_over > date("`day'", "YMD")
generate byte sure = surely_begun <= date("`day'", "YMD") & over > date("`day'", "YMD")
collapse (max) sure, by(member)
generate byte is_member = cond(sure == 1, 1, .)
generate str12 why = cond(sure == 1, "", "undetermined")
drop sure
list
save "`folder'/members_on_day.dta", replace

* What each state was in each year: a member on some day of it for certain, or perhaps.

use "`spells'", clear
expand `last' - `first' + 1
bysort id: generate year = `first' + _n - 1
generate double begins = mdy(1, 1, year)
generate double ends = min(mdy(12, 31, year), date("`until'", "YMD"))
keep if begun <= ends & surely_over > begins
generate byte sure = surely_begun <= ends & over > begins
collapse (max) sure, by(member year)
rename member state
tempfile held
save "`held'"

* The panel: a row for each code of the state system in each year in which it stood for a state; where one state followed another in a year,
* the answer is that of either.

use "`folder'/state_systems.dta", clear
decode system, generate(in_system)
keep if in_system == "`system'"
keep id code state name start_day end_day
expand `last' - `first' + 1
bysort id: generate year = `first' + _n - 1
keep if start_day <= mdy(12, 31, year) & end_day > mdy(1, 1, year)
merge m:1 state year using "`held'", keep(master match)
generate byte yes = _merge == 3 & sure == 1
generate byte perhaps = (_merge == 3 & sure == 0) | state == "" | year > year(date("`until'", "YMD"))
sort code year start_day
collapse (max) yes perhaps (last) state name, by(code year)
generate byte is_member = cond(perhaps == 1 & yes == 0, ., yes)
generate str24 why = cond(perhaps == 1 & yes == 0, cond(state == "", "no state of the record", "undetermined"), "")
drop yes perhaps
sort code year
save "`folder'/state_years.dta", replace
