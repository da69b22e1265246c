"""How adequate, effective and sustainable the assistance was, scored from evidence."""
