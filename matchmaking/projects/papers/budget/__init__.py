"""The budget as a workbook: out with formulas, and back in with every fault named."""
