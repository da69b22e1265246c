"""An invented world to walk through: built once, through the same importer and services as life."""
