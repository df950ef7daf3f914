"""What nbblocks asks of Colab's own package, as that answers."""
