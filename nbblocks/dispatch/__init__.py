"""How a handler runs: when, where, and how what it returns reaches the page.

A comm callback only checks, applies and submits. The `dispatcher` decides when a call may
start, a `policy` where it runs, a `call` runs it, and its `writer` applies what it returns.
"""
