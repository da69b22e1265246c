"""How gunicorn serves the site. WEB_CONCURRENCY (processes) is gunicorn's own variable."""

import os
from pathlib import Path

from config.logs import logging_config

wsgi_app = "config.wsgi"
bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 30
keepalive = 75  # longer than the proxy keeps a connection idle, so that it never meets a closed one
# A process is replaced after so many requests: what grew in it does not grow for ever.
max_requests = int(os.environ.get("WEB_MAX_REQUESTS", "5000"))
max_requests_jitter = 500
# Heartbeats belong into memory: a slow disk must not look like a dead process.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True
logconfig_dict = logging_config(
    os.environ.get("LOG_FORMAT", "json"), os.environ.get("LOG_LEVEL", "INFO")
)
# Its list of requests holds addresses, paths and queries; ours (config/tracing.py) does not.
logconfig_dict["loggers"] |= {
    name: {"level": level, "handlers": ["console"], "propagate": False}
    for name, level in (("gunicorn.error", "INFO"), ("gunicorn.access", "CRITICAL"))
}
