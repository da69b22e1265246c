"""The words every slice shares: themes, kinds of assistance, countries, bodies, embargoes."""
