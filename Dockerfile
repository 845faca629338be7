# Two images from one file: `engine` (Elasticsearch with the Chinese analyzers) and `web` (the site and the command line).
# docker-compose.yml builds both.

FROM elasticsearch:9.5.3 AS engine
# The publisher's own address of the plugin for exactly this version; analysis-smartcn comes with the distribution.
ARG ANALYSIS_IK=https://get.infini.cloud/elasticsearch/analysis-ik/9.5.3
RUN bin/elasticsearch-plugin install --batch analysis-smartcn \
 && bin/elasticsearch-plugin install --batch "${ANALYSIS_IK}"

FROM python:3.11-slim AS web
WORKDIR /app
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY mappings ./mappings
COPY indexer ./indexer
COPY webui ./webui
RUN pip install --no-cache-dir --constraint constraints.txt '.[all]' \
 && useradd --create-home --uid 10001 bulletin \
 && install -d -o bulletin -g bulletin /archive
USER bulletin
ENV BULLETIN_HOME=/archive \
    BULLETIN_HOST=0.0.0.0 \
    BULLETIN_PORT=8000
VOLUME /archive
EXPOSE 8000
CMD ["bulletin", "serve"]
