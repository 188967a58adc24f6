"""Times of what people wait for, each beside the bare engine's in the same run: python -m tests.benchmarks."""
