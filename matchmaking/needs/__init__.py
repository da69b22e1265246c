"""Requests for assistance: what a State asks for, in its own words and by its own priorities.

Assistance is given "upon the request" of States and without conditions (BMS5, paras 37-38).
"""
