"""What only Jupyter can, and what its kernels and notebooks need."""
