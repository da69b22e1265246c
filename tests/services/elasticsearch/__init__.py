"""A real Elasticsearch for the tests: one process of ours per node, on loopback.

    with Cluster(tmp_path) as cluster:
        cluster.start(nodes=3)
        cluster.kill(0)
        cluster.revive(0)

Debian has no package of it; the server's jars come from the Maven repository once, are checked
against checksums.txt and stay in ELASTICSEARCH_HOME (`.data/services/elasticsearch`).
"""

from tests.services.elasticsearch.building import build
from tests.services.elasticsearch.cluster import Cluster

__all__ = ["Cluster", "build"]
