"""The papers of a round table: dossier, agenda and invitation, as PDF, as Word and to print."""
