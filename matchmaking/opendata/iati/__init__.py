"""IATI 2.03: what an activity says, how it is written, and whether a file keeps the standard.

Knows no framework, so that a file can be checked anywhere.
"""
