"""On whose word the record rests, and where sources disagree."""

from collections import Counter

import cica


def publishers(event: cica.Event) -> set[str]:
    """Who states the date of an event as the record has it, or leaves it possible with less precision."""
    return {
        statement.publisher
        for statement in cica.evidence(event.fact, event.field)
        if event.date.within(statement.value) is cica.Answer.YES
    }


def main() -> None:
    """Print the share of dated facts with two publishers, the busiest publishers, and the disputes about CICA's members."""
    total, twice, voices = Counter[str](), Counter[str](), Counter[str]()
    for event in cica.timeline():
        names = publishers(event)
        total[event.fact.table_name] += 1
        twice[event.fact.table_name] += len(names) >= 2
        voices.update(names)

    print("Dated facts that at least two publishers state:")
    for table, count in total.most_common():
        print(f"    {table:<14} {twice[table]:>4} of {count:>4}  {twice[table] / count:>4.0%}")
    print(f"    {'all':<14} {twice.total():>4} of {total.total():>4}  {twice.total() / total.total():>4.0%}")

    print("\nPublishers on whom most dated facts rest:")
    for name, count in voices.most_common(5):
        print(f"    {count:>4}  {name}")

    disputes = cica.disputes()
    print(f"\n{len(disputes)} disputes. Those about the day on which a member joined:")
    for dispute in disputes:
        if dispute.table == "memberships" and dispute.field == "start" and dispute.row.endswith("-member"):
            print(f"\n    {dispute.row}: adopted {dispute.adopted or 'nothing'}")
            for statement in dispute.opposing:
                print(f"        against: {statement.value}, {statement.publisher}")
            print(f"        {dispute.reason}")


if __name__ == "__main__":
    main()
