"""Which offers fit which needs, best first, each with its reasons (BMS5, paras 43-44)."""
