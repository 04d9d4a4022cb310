"""Proof of what happened and of who looked."""
