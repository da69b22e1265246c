"""A real site with the example world, and a real browser to walk through it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "example"
SCREEN = {"width": 1280, "height": 900}
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def mail_folder(tmp_path_factory):
    """Give the folder that the site writes its mail to."""
    return tmp_path_factory.mktemp("mail")


@pytest.fixture(scope="session")
def world(tmp_path_factory, mail_folder):
    """Give the environment in which the example world lives."""
    folder = tmp_path_factory.mktemp("world")
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    env |= {
        "DATA_DIR": str(folder),
        "EXAMPLE_WORLD": "1",
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "LOG_LEVEL": "ERROR",
        "MAIL_DIR": str(mail_folder),
    }
    port = _free_port()
    return env | {"SITE_URL": f"http://127.0.0.1:{port}", "SITE_PORT": str(port)}


@pytest.fixture(scope="session")
def manage(site, world):
    """Return a function that runs a command beside the site, as its administrator would."""

    def run(*words):
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=world, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def site(chromium, world):
    """Build the example world as `make demo` does, serve it, and give its address."""
    folder, port, env = Path(world["DATA_DIR"]), world["SITE_PORT"], world
    log = (folder / "site.log").open("wb")
    command = [sys.executable, "manage.py", "demo", "--port", port]
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz", server, folder / "site.log")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url, server, log, seconds=480):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"the site did not start:\n{log.read_text(errors='replace')[-4000:]}")


class Visitor:
    """A person with a browser of their own, and what they do most."""

    def __init__(self, page, site):
        self.page = page
        self.site = site
        self.faults = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._listen)

    def _listen(self, message):
        if message.type == "error":
            self.faults.append(message.text)

    def go(self, path):
        answer = self.page.goto(self.site + path)
        assert answer.status < 400, f"{path}: {answer.status}"
        return self.page

    def sign_in(self, name):
        """Sign in as one of the printed table, whoever was signed in before."""
        self.sign_out()
        self.go("/accounts/login/")
        self.page.get_by_label("E-mail", exact=False).first.fill(f"{name}@example.org")
        self.page.get_by_label("Password").first.fill(PASSWORD)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state()
        assert "/login" not in self.page.url
        return self.page

    def sign_out(self):
        """Forget who was signed in."""
        self.page.context.clear_cookies()

    def looks_right(self):
        """Check that axe finds no violation here and the page broke no rule of its own."""
        self.page.wait_for_load_state()
        expect(self.page.locator("h1")).to_be_visible()
        found = Axe().run(self.page)
        assert found.violations_count == 0, found.generate_report()
        assert self.faults == []


@pytest.fixture
def visitor(chromium, site):
    context = chromium.new_context(viewport=SCREEN, accept_downloads=True)
    yield Visitor(context.new_page(), site)
    context.close()


@pytest.fixture
def plain_visitor(chromium, site):
    """Give a visitor whose browser runs no scripts."""
    context = chromium.new_context(viewport=SCREEN, java_script_enabled=False)
    yield Visitor(context.new_page(), site)
    context.close()
