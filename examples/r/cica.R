# Who belonged to CICA, and to the organisations around it, from the data package: base R, no packages.
#
#   source("examples/r/cica.R")
#   record <- cica_load("src/cica/data")          # the folder with memberships.csv and the other tables
#   cica_members("2015-06-01", record = record)   # or a year, a month, a Date, a range: "[2010-06-08..2011-10-17]"
#   cica_observers(2015, record = record)
#   cica_panel(2005, 2020, system = "cow", record = record)
#
# Every question has three answers: 1, 0, and NA where the evidence does not say, with a column beside it that says so. The answers
# are those of the Python library, which tests/test_r.py compares. Names that begin with a dot are for inside only.

# Dates, as intervals -----------------------------------------------------------------------------------------------------------

# Days are numbers. An interval that is open on a side reaches to the end of the calendar; what never began or ended, beyond it.
.cica_first <- as.numeric(as.Date("0001-01-01"))
.cica_last <- as.numeric(as.Date("9999-12-31"))
.cica_date <- function(day) as.Date(day, origin = "1970-01-01")
.cica_forms <- paste(
    "\"2010-06-08\", \"2014-05\", \"2011\", \"[2010-06-08..2011-10-17]\", \"2014-05-20/2014-05-21\",",
    "a Date, and a year as a number"
)

.cica_told <- function(given) {
    text <- if (inherits(given, c("Date", "POSIXt"))) format(given) else paste(deparse(given), collapse = " ")
    if (nchar(text) > 80) paste0(substr(text, 1, 77), "...") else text
}

.cica_stop <- function(...) stop(paste0(...), call. = FALSE)

# First and last day of a year, a month or a day; NA where the text is none.
.cica_part <- function(text) {
    if (!grepl("^[0-9]{4}(-[0-9]{2}){0,2}$", text, perl = TRUE) || substr(text, 1, 4) == "0000") return(c(NA, NA))
    year <- substr(text, 1, 4)
    if (nchar(text) == 4) days <- paste0(year, c("-01-01", "-12-31"))
    else if (nchar(text) == 10) days <- c(text, text)
    else if (substr(text, 6, 7) == "12") days <- paste0(text, c("-01", "-31"))
    else {  # the day before the first of the next month
        first <- as.Date(paste0(text, "-01"), "%Y-%m-%d")
        return(as.numeric(c(first, as.Date(sprintf("%s-%02d-01", year, as.integer(substr(text, 6, 7)) + 1L), "%Y-%m-%d") - 1)))
    }
    as.numeric(as.Date(days, "%Y-%m-%d"))
}

# EDTF text as the first and the last day of it, -Inf or Inf where it is open, and 1 if it is an event, which lasted; else NULL.
.cica_edtf <- function(text) {
    text <- trimws(text)
    event <- 0
    if (grepl("^\\[[0-9-]*\\.\\.[0-9-]*\\]$", text, perl = TRUE) && text != "[..]") {
        ends <- strsplit(paste0(substr(text, 2, nchar(text) - 1), " "), "..", fixed = TRUE)[[1]]
        ends[2] <- trimws(ends[2])
        days <- c(if (nzchar(ends[1])) .cica_part(ends[1])[1] else -Inf, if (nzchar(ends[2])) .cica_part(ends[2])[2] else Inf)
    } else if (grepl("^[0-9-]{10}/[0-9-]{10}$", text, perl = TRUE)) {
        ends <- strsplit(text, "/", fixed = TRUE)[[1]]
        days <- c(.cica_part(ends[1])[1], .cica_part(ends[2])[2])
        event <- as.numeric(!anyNA(days) && days[1] < days[2])
    } else days <- .cica_part(text)
    if (anyNA(days) || days[1] > days[2]) NULL else c(days, event)
}

# First and last day that a question is about.
.cica_days <- function(on, argument = "on") {
    wrong <- function(why) .cica_stop(argument, "=", .cica_told(on), " ", why, "; accepted are ", .cica_forms)
    if (length(on) != 1 || is.na(on)) wrong("is not one date")
    if (inherits(on, c("Date", "POSIXt"))) text <- format(on, "%Y-%m-%d")
    else if (is.numeric(on) && !is.factor(on) && on == floor(on) && on >= 1000 && on <= 9999) text <- format(on)
    else if (is.character(on)) text <- on
    else wrong("is not a date")
    found <- .cica_edtf(text)
    if (is.null(found)) wrong("is not a date")
    if (any(is.infinite(found))) wrong("is open on a side, and a question needs two ends")
    found[1:2]
}

# The least and the greatest day on which something can have begun, of texts that may be empty: `empty` stands for those.
.cica_began <- function(texts, empty, where) {
    each <- unique(texts[!is.na(texts)])
    days <- vapply(each, function(text) {
        found <- .cica_edtf(text)
        if (is.null(found)) .cica_stop(where, ": ", .cica_told(text), " is not a date; accepted are ", .cica_forms)
        if (found[3] == 1) found[c(1, 1)] else pmin(pmax(found[1:2], .cica_first), .cica_last)
    }, numeric(2))
    found <- matrix(empty, nrow = length(texts), ncol = 2, byrow = TRUE)
    found[!is.na(texts), ] <- t(days[, match(texts[!is.na(texts)], each), drop = FALSE])
    found
}

# The tables --------------------------------------------------------------------------------------------------------------------

.cica_columns <- list(
    states = c("id", "name"), former_states = c("id", "name"), other_entities = c("id", "name", "kind", "open_in", "open_until"),
    other_names = c("entity", "name"), organisations = c("id", "name", "abbreviation", "founded", "ended", "coverage"),
    memberships = c("id", "organisation", "member", "role", "start", "end"),
    state_systems = c("system", "code", "state", "name", "start", "end", "microstate"),
    predecessors = c("state", "predecessor", "start", "end")
)
.cica_full <- c("member", "participating-state")
# From the fullest role to the least, and the code that each has in the data of the Correlates of War.
.cica_roles <- c(.cica_full, "associate", "observer", "dialogue-partner", "partner", "participant", "suspended")
.cica_status <- c(1L, 1L, 2L, 3L, 0L, 0L, 0L, 0L)
.cica_own <- c(cow = "ccode", gw = "gwcode", polity = "polity_ccode", vdem = "country_id")

# The record, from the CSV files in a folder.
cica_load <- function(folder = getOption("cica.folder", "src/cica/data")) {
    if (!is.character(folder) || length(folder) != 1 || is.na(folder))
        .cica_stop("folder=", .cica_told(folder), ": accepted is the path of the folder with memberships.csv and the other tables")
    files <- c("datapackage.json", paste0(names(.cica_columns), ".csv"))
    lacking <- files[!file.exists(file.path(folder, files))]
    if (length(lacking))
        .cica_stop("folder=", .cica_told(folder), ": there is no ", paste(lacking, collapse = ", "), " in it (from ", getwd(), ")")
    about <- paste(readLines(file.path(folder, "datapackage.json"), encoding = "UTF-8", warn = FALSE), collapse = "\n")
    as_of <- regmatches(about, regexec("\"as_of\"\\s*:\\s*\"([0-9]{4}-[0-9]{2}-[0-9]{2})\"", about))[[1]][2]
    if (is.na(as_of)) .cica_stop("datapackage.json does not say as_of, the day to which the record is updated")
    record <- lapply(stats::setNames(nm = names(.cica_columns)), function(name) {
        table <- utils::read.csv(
            file.path(folder, paste0(name, ".csv")), na.strings = "", colClasses = "character", encoding = "UTF-8", check.names = FALSE
        )
        missing <- setdiff(.cica_columns[[name]], names(table))
        if (length(missing)) .cica_stop(name, ".csv lacks ", paste(missing, collapse = ", "))
        table[.cica_columns[[name]]]
    })
    record$as_of <- as.numeric(as.Date(as_of))
    spells <- record$memberships
    start <- .cica_began(spells$start, c(-Inf, Inf), "memberships.csv")
    end <- .cica_began(spells$end, c(Inf, Inf), "memberships.csv")
    spells <- cbind(spells, begun = start[, 1], surely_begun = start[, 2], over = end[, 1], surely_over = end[, 2])
    # States first, by identifier, and each by the first day.
    record$memberships <- spells[order(
        spells$member %in% record$organisations$id, spells$member, is.na(spells$start),
        ifelse(spells$begun > .cica_first, spells$begun, spells$surely_begun), spells$surely_begun, method = "radix"
    ), ]
    record$organisations$since <- .cica_began(record$organisations$founded, c(-Inf, Inf), "organisations.csv")[, 1]
    record$organisations$until <- .cica_began(record$organisations$ended, c(Inf, Inf), "organisations.csv")[, 2] - 1
    for (name in c("state_systems", "predecessors")) {
        record[[name]]$first <- .cica_began(record[[name]]$start, c(NA, NA), name)[, 1]
        record[[name]]$over <- .cica_began(record[[name]]$end, c(Inf, Inf), name)[, 1]
    }
    # What a system lists and is no state of the record is known by its name.
    plain <- function(names) gsub("-", " ", chartr("\u00fc", "u", tolower(names)))
    others <- c(record$other_entities$name, record$other_names$name)
    called <- c(record$other_entities$id, record$other_names$entity)
    stateless <- is.na(record$state_systems$state)
    record$state_systems$key <- record$state_systems$state
    record$state_systems$key[stateless] <- called[match(plain(record$state_systems$name[stateless]), plain(others))]
    strange <- record$state_systems$name[is.na(record$state_systems$key)]
    if (length(strange)) .cica_stop("state_systems.csv names what other_entities.csv does not: ", strange[1])
    parties <- lapply(record[c("states", "former_states", "organisations", "other_entities")], `[`, c("id", "name"))
    parties <- do.call(rbind, parties)
    record$names <- stats::setNames(parties$name, parties$id)
    record$systems_of <- split(record$state_systems, record$state_systems$key)
    record$predecessors_of <- split(record$predecessors, record$predecessors$state)
    record$memberships_of <- split(record$memberships, record$memberships$member)
    structure(record, class = "cica_record")
}

print.cica_record <- function(x, ...) {
    cat("The record of CICA, updated to ", format(.cica_date(x$as_of)), ": ", nrow(x$memberships), " memberships in ",
        length(unique(x$memberships$organisation)), " organisations\n", sep = "")
    invisible(x)
}

.cica_record <- function(record) {
    if (!inherits(record, "cica_record")) .cica_stop("record=", .cica_told(record), ": accepted is what cica_load() gives")
    record
}

# The row of an organisation, by its identifier or its abbreviation.
.cica_organisation <- function(record, given) {
    if (!is.character(given) || length(given) != 1 || is.na(given))
        .cica_stop("organisation=", .cica_told(given), ": accepted is an identifier or an abbreviation, such as \"cica\"")
    held <- record$organisations[record$organisations$id %in% record$memberships$organisation, ]
    place <- match(tolower(trimws(given)), tolower(c(held$id, held$abbreviation)))
    if (is.na(place)) {
        near <- held$id[which.min(utils::adist(given, held$id, ignore.case = TRUE))]
        every <- paste(sort(held$id, method = "radix"), collapse = ", ")
        .cica_stop("organisation=", .cica_told(given), ": did you mean \"", near, "\"? accepted are ", every)
    }
    held[(place - 1) %% nrow(held) + 1, ]
}

.cica_one_of <- function(argument, given, accepted) {
    if (length(given) != 1 || !(given %in% accepted))
        .cica_stop(argument, "=", .cica_told(given), ": accepted are ", paste0("\"", accepted, "\"", collapse = ", "))
    given
}

# Who belonged ------------------------------------------------------------------------------------------------------------------

# The states of which the record says whether they had one of some roles; NULL if it does of all.
.cica_covered <- function(record, organisation, roles) {
    coverage <- organisation$coverage
    full <- "member" %in% roles
    if (is.na(coverage) || coverage == "all" || (coverage == "members" && full)) return(NULL)
    if (coverage != "cica" && !(coverage == "cica-members" && full)) return(character())
    spells <- record$memberships
    spells$member[spells$organisation == "cica" & spells$role %in% c("member", "observer")]
}

# The memberships that held on any day from the first to the last for certain, those that may have, and states past the coverage.
.cica_held <- function(record, organisation, roles, first, last) {
    spells <- record$memberships[record$memberships$organisation == organisation$id & record$memberships$role %in% roles, ]
    covered <- .cica_covered(record, organisation, roles)
    open <- !is.null(covered) && organisation$since <= last && first <= organisation$until
    beyond <- if (open) setdiff(record$states$id, covered) else character()
    met <- spells[spells$begun <= last & spells$surely_over > first, ]
    sure <- met$surely_begun <= last & met$over > first
    found <- list(certain = met[sure, ], perhaps = met[!sure, ], beyond = beyond, open = open)
    found$ids <- unique(found$certain$member)
    found$open_ids <- setdiff(c(found$perhaps$member, beyond), found$ids)
    found
}

# Why it is undetermined whether each of some belonged.
.cica_why <- function(found, first, last) {
    vapply(found$open_ids, function(key) {
        spells <- found$perhaps[found$perhaps$member == key, ]
        why <- c(
            paste("began", spells$start)[spells$surely_begun > last],
            paste("ended", spells$end)[spells$over <= first],
            if (key %in% found$beyond) "not covered by the record",
            if (key %in% found$later) "after the end of the record"
        )
        paste(unique(why), collapse = "; ")
    }, character(1), USE.NAMES = FALSE)
}

.cica_parties <- function(word, roles, on, organisation, record) {
    record <- .cica_record(record)
    organisation <- .cica_organisation(record, organisation)
    as_of <- record$as_of
    days <- if (is.null(on)) c(as_of, as_of) else .cica_days(on)
    if (days[1] > as_of) {
        warning("the record is updated to ", .cica_date(as_of), "; of ", .cica_told(on),
                " it knows no more than the last state of affairs", call. = FALSE)
    } else days[2] <- min(days[2], as_of)
    found <- .cica_held(record, organisation, roles, days[1], days[2])
    if (days[1] > as_of && !length(found$ids)) {  # those in force at the end may go on
        today <- .cica_held(record, organisation, roles, as_of, as_of)
        found <- list(certain = found$certain, perhaps = rbind(found$perhaps, today$certain, today$perhaps), beyond = character(),
                      ids = character(), later = c(today$certain$member, today$perhaps$member))
        found$open_ids <- unique(found$perhaps$member)
    }
    if (days[1] == days[2] && !any(.cica_full %in% roles)) {  # who is a full member has no other role then, unless that is said
        full <- .cica_held(record, organisation, .cica_full, days[1], days[2])$ids
        found$open_ids <- setdiff(found$open_ids, setdiff(full, found$perhaps$member))
    }
    ids <- c(found$ids, found$open_ids)
    spells <- rbind(found$certain, found$perhaps)
    table <- data.frame(
        id = ids, name = unname(record$names[ids]), since = spells$start[match(ids, spells$member)],
        answer = rep(c(1L, NA), c(length(found$ids), length(found$open_ids))),
        why = c(rep("", length(found$ids)), .cica_why(found, days[1], days[2])), stringsAsFactors = FALSE
    )
    names(table)[4] <- word
    table
}

# The members of an organisation on a day, or on any day of a month, a year or a range; by default at the end of the record.
#
# A row for each, with the date since which it is one (EDTF), `member`, which is 1 for certain and NA where the evidence does not say,
# and `why` it does not. Who is not in the table was no member. Count sum(member, na.rm = TRUE) at least, and nrow() at most.
cica_members <- function(on = NULL, organisation = "cica", record = cica_load()) {
    .cica_parties("member", .cica_full, on, organisation, record)
}

# The observers, states first, then organisations; as above, with `observer`.
cica_observers <- function(on = NULL, organisation = "cica", record = cica_load()) {
    .cica_parties("observer", "observer", on, organisation, record)
}

# Which states there were -------------------------------------------------------------------------------------------------------

# The spans on which a state existed: as Gleditsch and Ward have it, else the Correlates of War; and while it belonged to an organisation.
.cica_existed <- function(record, key, belonging = TRUE) {
    rows <- record$systems_of[[key]]
    if (key %in% record$other_entities$id && record$other_entities$kind[match(key, record$other_entities$id)] != "historical") rows <- NULL
    system <- intersect(c("gw", "cow"), rows$system)
    if (!length(system)) return(list(first = -Inf, over = Inf))
    here <- rows$system == system[1]
    spells <- record$memberships_of[[key]]
    if (!belonging) spells <- NULL
    first <- c(rows$first[here], ifelse(spells$begun > .cica_first, spells$begun, spells$surely_begun))
    over <- c(rows$over[here], ifelse(spells$surely_over < Inf, spells$surely_over, spells$over))
    place <- order(first, over)
    place <- place[first[place] < over[place]]
    over <- cummax(over[place])
    new <- first[place][-1] > over[-length(over)]  # a gap lies before it
    list(first = first[place][c(TRUE, new)], over = over[c(new, TRUE)])
}

# The rows of a panel, as turns: what each unit stood for, from a day on and until the day on which it no longer did.
.cica_units <- function(record, system, microstates) {
    if (!is.null(system)) {
        rows <- record$state_systems[record$state_systems$system == system, ]
        if (!microstates) rows <- rows[is.na(rows$microstate), ]
        rows <- rows[order(as.integer(rows$code), rows$first, rows$over, rows$key, method = "radix"), ]
        return(data.frame(unit = rows$code, first = rows$first, over = rows$over, key = rows$key, stringsAsFactors = FALSE))
    }
    keys <- c(sort(record$states$id, method = "radix"), sort(record$former_states$id, method = "radix"))
    do.call(rbind, lapply(keys, function(key) {
        spans <- .cica_existed(record, key, belonging = FALSE)
        if (is.infinite(spans$first[1]) && key %in% record$states$id) {  # in no system: from its first membership on
            begun <- record$memberships_of[[key]]$begun
            spans$first[1] <- min(begun[is.finite(begun)], Inf)
            if (is.infinite(spans$first[1])) spans$first[1] <- -Inf
        }
        data.frame(unit = key, spans, key = key, stringsAsFactors = FALSE, row.names = NULL)
    }))
}

# What the code or the identifier of each unit meant in turn: key "" while there was no such state, NA where several may be meant.
.cica_courses <- function(record, units, system) {
    courses <- lapply(units, function(unit) {
        turns <- list(first = -Inf, over = Inf, key = unit)
        also <- NULL
        if (!is.null(system)) {  # a code means the next one to come where it means none, and the last one ever after
            rows <- record$state_systems[record$state_systems$system == system & record$state_systems$code == unit, ]
            rows <- rows[order(rows$first), ]
            edges <- rows$over[-nrow(rows)]
            turns <- .cica_joined(list(first = c(-Inf, edges), over = c(edges, Inf), key = rows$key))
            if (system != "vdem") also <- rows
        }
        pieces <- lapply(seq_along(turns$key), function(turn) {
            key <- turns$key[turn]
            spans <- .cica_existed(record, key)
            spans <- list(first = c(spans$first, also$first), over = c(spans$over, also$over))
            before <- record$predecessors_of[[key]]
            edges <- unique(c(turns$first[turn], turns$over[turn], spans$first, spans$over, before$first, before$over))
            edges <- sort(edges[edges >= turns$first[turn] & edges <= turns$over[turn]])
            keys <- vapply(edges[-length(edges)], function(day) {
                if (any(spans$first <= day & day < spans$over)) return(key)
                held <- if (identical(system, "vdem")) unique(before$predecessor[before$first <= day & day < before$over])
                if (length(held) > 1) NA_character_ else c(held, "")[1]
            }, character(1))
            list(first = edges[-length(edges)], over = edges[-1], key = keys)
        })
        .cica_joined(lapply(c(first = "first", over = "over", key = "key"), function(name) unlist(lapply(pieces, `[[`, name))))
    })
    every <- function(name) unlist(lapply(courses, `[[`, name))
    data.frame(
        unit = rep(units, lengths(lapply(courses, `[[`, "key"))), first = every("first"), over = every("over"), key = every("key"),
        stringsAsFactors = FALSE
    )
}

# Turns without those that have no day, and with those that mean the same made one.
.cica_joined <- function(turns) {
    turns <- lapply(turns, `[`, turns$first < turns$over)
    key <- match(turns$key, unique(turns$key))  # NA among them
    count <- length(key)
    new <- turns$first[-1] != turns$over[-count] | key[-1] != key[-count]
    list(first = turns$first[c(TRUE, new)], over = turns$over[c(new, TRUE)], key = turns$key[c(TRUE, new)])
}

# A panel -----------------------------------------------------------------------------------------------------------------------

# Who belongs to an organisation over some days.
.cica_standing <- function(record, organisation, first, last) {
    full <- .cica_held(record, organisation, .cica_full, first, last)
    lesser <- .cica_held(record, organisation, setdiff(.cica_roles, .cica_full), first, last)
    fullest <- function(spells) {
        places <- match(spells$role, .cica_roles)
        tapply(places, factor(spells$member, unique(spells$member)), min)
    }
    others <- record$other_entities
    here <- vapply(strsplit(others$open_in, ";"), function(within) organisation$id %in% within, logical(1))
    until <- ifelse(is.na(others$open_until), Inf, as.numeric(as.Date(others$open_until)))
    list(
        full = full, lesser = lesser, roles = fullest(rbind(full$certain, lesser$certain)),
        perhaps = fullest(rbind(full$perhaps, lesser$perhaps)), unsettled = others$id[here & until > first], states = record$states$id
    )
}

# What is said of each of some states.
.cica_said <- function(standing, keys) {
    full <- standing$full
    lesser <- standing$lesser
    role <- as.integer(standing$roles[keys])
    perhaps <- as.integer(standing$perhaps[keys])
    said <- ifelse(is.na(role), "none", .cica_roles[role])
    said[is.na(role) & keys %in% lesser$open_ids] <- "non-member"
    said[is.na(role) & keys %in% full$open_ids] <- "undetermined"
    said[!is.na(perhaps) & (is.na(role) | perhaps < role)] <- "undetermined"
    member <- as.integer(keys %in% full$ids)
    member[keys %in% full$open_ids] <- NA
    # Of a former state, or what is no state, the record may hold nothing.
    strange <- nzchar(keys) & !(keys %in% c(standing$states, full$ids, full$open_ids, lesser$ids, lesser$open_ids))
    open <- strange & (full$open | keys %in% standing$unsettled)
    said[strange & lesser$open] <- "non-member"
    said[open] <- "undetermined"
    member[open] <- NA
    .cica_row(said, member)
}

.cica_row <- function(role, member) {
    unknown <- role %in% c("undetermined", "non-member", "no-state") | is.na(role)
    status <- .cica_status[match(role, .cica_roles)]
    status[is.na(status)] <- 0L
    data.frame(
        role = role, member = member, observer = ifelse(unknown, NA, as.integer(role == "observer")),
        status = ifelse(unknown, NA, status), stringsAsFactors = FALSE
    )
}

# What is said of several states that followed each other, as of one.
.cica_together <- function(said) {
    known <- sort(match(said$role, .cica_roles))
    role <- if (length(known)) .cica_roles[known[1]] else "none"
    if ("undetermined" %in% said$role && !(role %in% .cica_full)) role <- "undetermined"
    else if (role == "none" && "non-member" %in% said$role) role <- "non-member"
    .cica_row(role, if (1L %in% said$member) 1L else if (anyNA(said$member)) NA else 0L)
}

# What is said of each unit of a panel over some days: `days` those of the year, of which `rule` says which are asked about.
.cica_over <- function(record, organisation, courses, units, days, rule) {
    met <- courses[courses$first <= days[2] & courses$over > days[1], ]
    if (days[1] > record$as_of) {  # nothing, but that a state that is gone is none
        several <- units %in% met$unit[is.na(met$key)]
        there <- units %in% met$unit[nzchar(met$key)]
        said <- .cica_row(ifelse(several, NA, ifelse(there, "undetermined", "no-state")), rep(NA_integer_, length(units)))
        return(cbind(said, members = NA_integer_, members_least = NA_integer_, members_most = NA_integer_))
    }
    days[2] <- min(days[2], record$as_of)
    if (rule == "first") days[2] <- days[1]
    if (rule == "last") days[1] <- days[2]
    met <- courses[courses$first <= days[2] & courses$over > days[1], ]
    met <- met[is.na(met$key) | nzchar(met$key), ]
    several <- unique(met$unit[is.na(met$key)])
    bearers <- unique(met[c("unit", "key")])
    number <- tabulate(match(bearers$unit, units), length(units))
    standing <- .cica_standing(record, organisation, days[1], days[2])
    keys <- bearers$key[match(units, bearers$unit)]
    said <- .cica_said(standing, ifelse(is.na(keys), "", keys))
    said[number == 0, ] <- .cica_row("no-state", NA_integer_)
    for (place in which(number > 1 & !(units %in% several))) {  # one state after the other
        turns <- met[met$unit == units[place], ]
        each <- lapply(seq_len(nrow(turns)), function(turn) {
            span <- c(max(turns$first[turn], days[1]), min(turns$over[turn] - 1, days[2]))
            .cica_said(.cica_standing(record, organisation, span[1], span[2]), turns$key[turn])
        })
        said[place, ] <- .cica_together(do.call(rbind, each))
    }
    least <- length(standing$full$ids)
    most <- least + length(standing$full$open_ids)
    said <- cbind(said, members = if (least == most) least else NA_integer_, members_least = least, members_most = most)
    said[units %in% several, ] <- NA
    said
}

# A year as a number.
.cica_year <- function(argument, given) {
    year <- if (is.character(given) && length(given) == 1 && grepl("^[0-9]{4}$", given)) as.numeric(given) else given
    if (!is.numeric(year) || length(year) != 1 || is.na(year) || year != floor(year) || year < 1000 || year > 9999)
        .cica_stop(argument, "=", .cica_told(given), ": accepted is a year such as 2014")
    as.integer(year)
}

# A panel of states by year: a row for each state in each year on any day of which it existed.
#
# first, last   The first and the last year; the last is by default that in which the record ends.
# organisation  One organisation or several, by identifier or abbreviation.
# system        NULL, the states of the record, as `state` and `country`; or a state system, a row for each of its codes: "cow" (the
#               column is `ccode`), "gw" (`gwcode`), "polity" (`polity_ccode`) or "vdem" (`country_id`).
# microstates   With a system, whether those that it counts among the microstates are there.
# year          What is asked of a year: "any" day of it, or its "first" or "last" day.
#
# Columns of each organisation, such as cica_role: `role`, which also says "none", "undetermined", "non-member" (where the record holds
# only the full members) and "no-state" (in the panel for its code, but not there on the days asked about); `member` and `observer`, 1, 0
# or NA; `status`, as the Correlates of War code it, or NA; `members`, how many there were, NA where that is undetermined, and the bounds
# `members_least` and `members_most`. After the end of the record everything is undetermined.
cica_panel <- function(first, last = NULL, organisation = "cica", system = NULL, microstates = TRUE, year = "any", record = cica_load()) {
    record <- .cica_record(record)
    first <- .cica_year("first", first)
    final <- as.integer(format(.cica_date(record$as_of), "%Y"))
    last <- if (is.null(last)) final else .cica_year("last", last)
    if (last < first) .cica_stop("last=", last, " lies before first=", first)
    if (!is.null(system)) .cica_one_of("system", system, names(.cica_own))
    .cica_one_of("year", year, c("any", "first", "last"))
    if (!isTRUE(microstates) && !identical(microstates, FALSE))
        .cica_stop("microstates=", .cica_told(microstates), ": accepted are TRUE and FALSE")
    if (!length(organisation)) .cica_stop("organisation=", .cica_told(organisation), ": accepted is one organisation or several")
    within <- lapply(unname(unlist(organisation)), .cica_organisation, record = record)
    years <- first:last
    if (last > final) warning("the record is updated to ", .cica_date(record$as_of), "; of later days it says nothing", call. = FALSE)
    turns <- .cica_units(record, system, microstates)
    units <- unique(turns$unit)
    courses <- .cica_courses(record, units, system)
    rows <- lapply(years, function(number) {
        days <- .cica_part(sprintf("%04d", number))
        there <- turns[turns$first <= days[2] & turns$over > days[1], ]
        there <- there[!duplicated(there$unit, fromLast = TRUE), ]
        here <- units[units %in% there$unit]
        country <- unname(record$names[there$key[match(here, there$unit)]])
        found <- data.frame(place = match(here, units), country = country, year = rep(number, length(here)), stringsAsFactors = FALSE)
        for (place in seq_along(within)) {
            said <- .cica_over(record, within[[place]], courses, here, days, year)
            names(said) <- paste0(within[[place]]$id, "_", names(said))
            found <- cbind(found, said)
        }
        found
    })
    rows <- do.call(rbind, rows)
    rows <- rows[order(rows$place, rows$year), ]
    code <- units[rows$place]
    if (!is.null(system)) code <- as.integer(code)
    panel <- data.frame(code = code, rows[-1], stringsAsFactors = FALSE, row.names = NULL, check.names = FALSE)
    names(panel)[1] <- if (is.null(system)) "state" else .cica_own[[system]]
    panel
}
