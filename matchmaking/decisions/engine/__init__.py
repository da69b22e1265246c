"""How a committee decides, as arithmetic: quorum, ranking, choice under a budget. Pure."""
