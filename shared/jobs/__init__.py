"""What runs by itself; it only drains tables the application owns, so no lost job loses work."""
