"""One command from a fresh checkout to a site one can walk through."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.example_world import build


class Command(BaseCommand):
    """Build the example world once, say how to sign in, and serve the site."""

    help = "Build the example world once, print a sign-in for each persona, and serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port, and whether to stop before serving."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="build only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build what is missing; a second run keeps what was changed."""
        if not settings.EXAMPLE_WORLD:
            raise CommandError("The example world is built only where EXAMPLE_WORLD=1 is set.")
        self.stdout.write("Preparing the database and the reference data ...")
        call_command("prepare", verbosity=0)
        build.build(say=self.stdout.write)
        self.stdout.write(self._sign_ins(options["port"]))
        if not options["no_serve"]:
            call_command("runserver", f"127.0.0.1:{options['port']}", use_reloader=False)

    def _sign_ins(self, port: int) -> str:
        rows = [(person.email, person.what) for person in build.PEOPLE]
        width = max(len(email) for email, _what in rows)
        lines = [f"  {email:<{width}}  {what}" for email, what in rows]
        return "\n".join(
            [
                "",
                f"Open http://localhost:{port}/  (stop with Ctrl-C)",
                f"Sign in as one of these, each with the password: {build.PASSWORD}",
                *lines,
                *self._mail(),
                "",
            ]
        )

    def _mail(self) -> list[str]:
        folder = getattr(settings, "EMAIL_FILE_PATH", "")
        return [f"Mail is not sent but written to {folder}"] if folder else []
