"""The same batch on the machines of a Ray cluster.

Ray starts the workers, places them on machines and tells when one is gone. What is here hands out
files in shards, keeps the rows, and reads a shard again that a worker took with it.

Importing this imports no Ray: it comes with the extra `cluster`, and takes half a second.
"""

from viewer.batch.cluster.running import run_on_cluster

__all__ = ["run_on_cluster"]
