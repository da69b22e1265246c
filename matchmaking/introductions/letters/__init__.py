"""Letters by which introductions go on paper, in the language of whom they are written to."""

from matchmaking.introductions.letters.making import Post, letter_of, posts_for

__all__ = ["Post", "letter_of", "posts_for"]
