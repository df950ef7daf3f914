"""Whose app it is: the request of a visitor, what is kept for them, and what ends with them."""
