"""Labelled concerns, and what training and measuring the grouping on them needs."""
