"""What must not grow: memory, threads, comms and widgets, over thousands of events."""
