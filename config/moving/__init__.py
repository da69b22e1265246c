"""Moving a whole site from one database to another, and comparing two of them row by row."""


class CannotMove(Exception):
    """A site that cannot be moved or compared, and what to do about it."""
