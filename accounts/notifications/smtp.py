"""SMTP with a word to the caller at the one moment that matters.

A server answers for a letter from the moment it has read the line with a single dot, whether or
not anyone is there to hear its reply. Up to that dot it throws away what it was sent.
"""

import smtplib
from collections.abc import Callable
from typing import Any

from django.core.mail.backends import smtp

END = b".\r\n"


class _Careful:
    """Send everything but the last line, let the caller know, then send the last line."""

    before_the_end: Callable[[], None] | None = None

    def send(self, s: Any) -> None:
        """Send `s`; smtplib hands over a whole message as one piece of bytes."""
        is_message = isinstance(s, bytes) and s.endswith(b"\r\n" + END)
        if is_message and self.before_the_end:
            super().send(s[: -len(END)])  # type: ignore[misc]
            try:
                self.before_the_end()
            except BaseException:
                self.close()  # type: ignore[attr-defined] # a QUIT now would be read as text
                raise
            s = END
        super().send(s)  # type: ignore[misc]


class CarefulSMTP(_Careful, smtplib.SMTP):
    """Plain SMTP, or with STARTTLS."""


class CarefulSMTPOverTLS(_Careful, smtplib.SMTP_SSL):
    """SMTP over TLS."""


class EmailBackend(smtp.EmailBackend):
    """Django's own, which tells `before_the_end` when a letter is about to be handed over."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return the kind of connection."""
        return CarefulSMTPOverTLS if self.use_ssl else CarefulSMTP

    def hand_over(self, message: Any, before_the_end: Callable[[], None]) -> None:
        """Send one message over the open connection."""
        self.open()
        connection: Any = self.connection
        connection.before_the_end = before_the_end
        self.send_messages([message])
