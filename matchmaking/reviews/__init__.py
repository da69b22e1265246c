"""What reviewers say of an application, each for themselves and then together."""
