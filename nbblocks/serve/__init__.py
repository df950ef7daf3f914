"""Apps outside a notebook: the server, its page and its kernels."""
