"""The portal that fronts the marketplace: home, articles, guidance, edited in Wagtail."""
