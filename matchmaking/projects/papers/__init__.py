"""A proposal on paper: the work plan, the dossier, and the budget as a workbook, out and back."""
