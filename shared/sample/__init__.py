"""A demonstration on made-up people and concerns; only ever loaded when asked for."""
