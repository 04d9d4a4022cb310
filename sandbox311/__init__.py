"""A small GeoReport v2 server that behaves like Chicago's 311, for development and tests.

It shares no code with the application: what both got wrong would otherwise agree.
"""
