"""Elasticsearch, fed with tokens: for more than one machine holds."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
