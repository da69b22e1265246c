"""Who else has a say: endorsement by regional bodies, due diligence, annexes."""
