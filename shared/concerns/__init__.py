"""Community Concerns: Items VI and VII of the order."""
