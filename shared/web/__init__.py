"""What both doors need of HTTP: who may call a view, the session of a request, headers."""
