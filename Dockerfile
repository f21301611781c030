# Production image of the web server, the worker, the beat and the migration: one image, four commands.
FROM python:3.12-slim-bookworm AS packages
COPY requirements/run.txt /requirements.txt
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /requirements.txt

FROM python:3.12-slim-bookworm
# Pango lays out the text of the reports. The versions are those of the Debian release that the image is built on.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin product \
 && install -d -o product -g product -m 0700 /data
COPY --from=packages /venv /venv
WORKDIR /product
COPY . .
RUN /venv/bin/python -m ci_platform.catalogs \
 && CI_DATA_DIR=/tmp/build CI_STATIC_ROOT=/product/.static \
    /venv/bin/python manage.py collectstatic --no-input \
 && rm -rf /tmp/build
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    CI_DATA_DIR=/data \
    CI_STATIC_ROOT=/product/.static \
    CI_DEMO=0
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/healthz', headers={'X-Forwarded-Proto': 'https', 'Host': 'localhost'}), timeout=4)"]
# ci_platform.web reads the code before the workers are made. Never --preload: it would not refuse a pool opened before.
CMD ["gunicorn", "ci_platform.wsgi", "--config", "python:ci_platform.web", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--keep-alive", "75", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-"]
