"""Paper: the one way in which anything becomes a PDF; it knows no particular paper."""
