"""Members of the Department, their posts, and how far each post reaches."""
