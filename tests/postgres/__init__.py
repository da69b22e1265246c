"""PostgreSQL for real: two at once, plans of queries, moving onto it, dumps of it."""

# The last number the outbox of the small site ever gave out.
LAST = 5_000
# Processes that work on a copy leave the shared search engine alone.
HERE = {"SEARCH_ENGINE": "postgres"}
