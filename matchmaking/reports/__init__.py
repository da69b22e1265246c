"""National reports as received, and the needs the system reads out of them.

States "use national reports to identify, prioritize and communicate needs" (BMS5, para 47).
"""
