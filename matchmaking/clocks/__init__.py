"""How long each stage may take, who is reminded and who is told when it takes longer."""
