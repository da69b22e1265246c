"""Several offers that cover one request together."""
