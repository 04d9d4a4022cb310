"""What the portal and the staff application both need; imports neither."""
