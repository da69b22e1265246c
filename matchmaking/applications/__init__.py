"""A proposal handed in to a call: screened, and kept from those who have a conflict of interest."""
