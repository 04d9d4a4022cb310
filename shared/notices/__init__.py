"""What members and residents are told, and the outbox through which anything leaves."""
