"""How a proposal begins: out of assistance requests and agreements, with their words and figures."""
