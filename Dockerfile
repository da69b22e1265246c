# The site as one image: web server, worker and one-off commands differ only in what they run.
FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=config.settings.production
# What WeasyPrint draws notes verbales with, and letters for all six languages.
RUN apt-get update && apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements/app.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/app.txt
COPY accounts accounts
COPY cms cms
COPY config config
COPY files files
COPY matchmaking matchmaking
COPY search search
COPY manage.py .
RUN python -m config.translations
# collectstatic reads settings, not secrets: these values are used in this line only.
RUN SECRET_KEY=build ALLOWED_HOSTS=- SITE_URL=http://- DATABASE_URL=sqlite:// CACHE_URL=dummycache:// \
    EMAIL_URL=dummymail:// DEFAULT_FROM_EMAIL=- python manage.py collectstatic --noinput \
    && useradd --system exchange && install -d -o exchange /data
USER exchange
ENV DATA_DIR=/data
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=8", "--timeout=60"]
