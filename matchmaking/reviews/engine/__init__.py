"""How far reviewers agree, who stands apart, and who reviews what: no framework, no database."""
