"""A year of cases of a district that does not exist, with planted defects."""
