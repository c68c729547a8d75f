"""What the questions return: tables, what is counted across two tables, and both in other forms."""
