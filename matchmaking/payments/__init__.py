"""Approved projects and their money: tranches, payments with four eyes, refunds, closure."""
