"""How a proposal begins: out of requests and agreements, with their words and figures."""
