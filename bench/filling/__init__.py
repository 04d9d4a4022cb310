"""Made-up cases with whole, sealed histories, in bulk: `flask history verify` holds over them."""
