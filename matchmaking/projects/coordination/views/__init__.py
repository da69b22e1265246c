"""The pages around a proposal: endorsement, due diligence, annexes."""
