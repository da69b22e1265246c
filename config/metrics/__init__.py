"""Figures about the running site for Prometheus, at /metrics.

What happens (requests, tasks) is counted in every process and summed in the shared cache; what
is (waiting changes, letters, connections) is read from the database when somebody asks.
"""
