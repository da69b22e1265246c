"""What donors can give, to whom, until when, and on what terms, all of it shown openly."""
