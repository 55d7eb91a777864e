"""Work spread over processes or machines: the same results in the same order as from one process."""
