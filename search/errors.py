"""What can go wrong with searching, as far as others must know."""


class SearchUnavailable(ConnectionError):
    """The engine does not answer now; ask again in a moment."""


class WriteRefused(Exception):
    """The engine does answer, and will not have some documents."""
