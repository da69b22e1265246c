"""A provider of single sign-on for tests: a real server that speaks OpenID Connect."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

CLIENT_ID, CLIENT_SECRET = "exchange", "the secret of the exchange"
PERSON = {
    "sub": "person-1",
    "name": "Nadia Haddad",
    "email": "nadia@example.org",
    "email_verified": True,
}


class Provider(ThreadingHTTPServer):
    """Knows one person, and hands out a code for one authorisation at a time.

    What it was asked at its token endpoint stays in `asked`.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answers)
        self.person = dict(PERSON)
        self.claims = {}
        self.asked = []
        self.challenges = {}
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        self.thread = threading.Thread(target=self.serve_forever, args=(0.01,))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_error):
        self.shutdown()
        self.thread.join()
        self.server_close()

    def authorise(self, address):
        """Do what the person does at the provider: agree; return the query of the way back."""
        said = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.address}/authorize?")
        assert said["client_id"] == CLIENT_ID
        assert said["response_type"] == "code"
        assert said["code_challenge_method"] == "S256"
        assert "openid" in said["scope"].split()
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = said["code_challenge"]
        return {"code": code, "state": said["state"]}

    def id_token(self):
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            **self.person,
            **self.claims,
        }
        return jwt.encode(claims, "k" * 32, algorithm="HS256")

    def accepts(self, said):
        """Say whether the exchange proved that it is the one that began (PKCE) and who it is."""
        proof = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        known = self.challenges.pop(said.get("code", ""), None) == challenge
        return known and said.get("client_secret") == CLIENT_SECRET


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        here = self.server.address
        if self.path == "/.well-known/openid-configuration":
            return self._send(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/jwks",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        if self.path == "/userinfo" and self.headers["Authorization"] == "Bearer access":
            return self._send(self.server.person)
        return self._send({"error": "not_found"}, 404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        said = {name: values[0] for name, values in parse_qs(body).items()}
        self.server.asked.append(said)
        if self.path != "/token" or not self.server.accepts(said):
            return self._send({"error": "invalid_grant"}, 400)
        tokens = {"access_token": "access", "token_type": "Bearer", "expires_in": 300}
        return self._send({**tokens, "id_token": self.server.id_token()})

    def log_message(self, *_words):
        """Say nothing."""

    def _send(self, data, status=200):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
