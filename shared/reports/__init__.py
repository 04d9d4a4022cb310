"""What the order asks to be reported: counted once, shown on screen, as PDF and as CSV."""
