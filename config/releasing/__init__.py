"""What must hold for a release that starts while the one before it still serves."""
