"""The council's members, their ballots and the one result."""
