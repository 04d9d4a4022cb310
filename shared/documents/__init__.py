"""The pages under docs/ that are written from the code, so that they cannot lie."""
