"""A mail server for tests: it keeps what it takes, and stops at the moment it is told to."""

import email
import socketserver
import threading
from email import policy

LAST = b".\r\n"


class Sink(socketserver.ThreadingTCPServer):
    """SMTP as far as a client needs it. A letter is kept when its end has come, as RFC 5321 says.

    `stop_at(moment, number)` blocks the conversation about the n-th letter and sets `stopped`;
    the moments are the commands MAIL, RCPT, DATA, and "answer": taken, but not yet told so.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.port = self.server_address[1]
        self.taken = []
        self.begun = 0
        self.moment = None
        self.number = 0
        self.stopped = threading.Event()
        self.go_on = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop_at(self, moment, number):
        self.moment, self.number = moment, number
        self.taken, self.begun = [], 0
        self.stopped.clear()
        self.go_on.clear()

    def release(self):
        self.moment = None
        self.go_on.set()

    def reach(self, moment):
        if moment == self.moment and self.begun == self.number:
            self.stopped.set()
            self.go_on.wait(60)

    def names(self):
        """Return the Message-IDs of what was taken, in order."""
        return [message["Message-ID"] for message in self.taken]


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 sink")
        while line := self.rfile.readline():
            command = line[:4].decode("ascii", "replace").upper()
            if command == "MAIL":
                self.server.begun += 1
            self.server.reach(command)
            if command == "QUIT":
                break
            if command == "DATA":
                self._take()
            else:
                self._say("250 fine")
        self._say("221 bye")

    def _take(self):
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != LAST:
            if not line:
                return  # the client is gone before the end: nothing was handed over
            lines.append(line)
        message = email.message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.taken.append(message)
        self.server.reach("answer")
        self._say("250 taken")

    def _say(self, text):
        try:
            self.wfile.write(f"{text}\r\n".encode("ascii"))
        except OSError:
            return  # nobody is there to hear it
