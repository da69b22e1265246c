# The site as one image: web server, workers and one-off commands differ only in what they run.

# --- What is needed once, to make it --------------------------------------------------------
FROM python:3.11-slim-bookworm AS made
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements/app.txt /tmp/app.txt
RUN /venv/bin/pip install --require-hashes -r /tmp/app.txt
# Packages beside the locked ones, such as "sentry-sdk>=2.75,<3".
ARG EXTRA_PACKAGES=
RUN if [ -n "$EXTRA_PACKAGES" ]; then /venv/bin/pip install $EXTRA_PACKAGES; fi
WORKDIR /app
COPY manage.py gunicorn.conf.py ./
COPY accounts accounts
COPY cms cms
COPY config config
COPY files files
COPY matchmaking matchmaking
COPY search search
# collectstatic reads settings, not secrets: these values are used in this line only.
RUN /venv/bin/python -m config.translations \
    && DJANGO_SETTINGS_MODULE=config.settings.production DATA_DIR=/tmp/data \
    SECRET_KEY=build ALLOWED_HOSTS=localhost SITE_URL=https://localhost DATABASE_URL=sqlite:// \
    CACHE_URL=dummycache:// EMAIL_URL=dummymail:// DEFAULT_FROM_EMAIL=- \
    /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && /venv/bin/python -m compileall -q .

# --- What runs ------------------------------------------------------------------------------
FROM python:3.11-slim-bookworm
# What WeasyPrint draws notes verbales with, and letters for all six languages.
RUN apt-get update && apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* && fc-cache \
    && useradd --system --uid 10001 --user-group --no-create-home exchange \
    && install -d -o exchange -g exchange /data
COPY --from=made /venv /venv
COPY --from=made /app /app
WORKDIR /app
# Nothing is written beside the programs: files go to /data, the rest to /tmp.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp DATA_DIR=/data \
    DJANGO_SETTINGS_MODULE=config.settings.production
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://localhost:8000/healthz', timeout=4)"]
CMD ["gunicorn"]
