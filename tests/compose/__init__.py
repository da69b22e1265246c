"""Whether docker-compose.yml and Dockerfile hold together, found out without a Docker engine."""
