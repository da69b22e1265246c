"""The work behind the pages: what waits, what runs, what failed, and what the calendar does.

Every piece of work is a row before it is a message, so that nothing is lost between the two, and
a row after it failed for good, so that somebody sees it.
"""
