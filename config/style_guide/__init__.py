"""Every shared piece of the pages, shown once."""
