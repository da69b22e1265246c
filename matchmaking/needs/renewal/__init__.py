"""From one national report to the next: what is still asked, what changed, what was met.

States report every two years (BMS5, para 72); a request that its State no longer confirms lapses.
"""
