"""scrubber against its peers, on public data. Each module that has a `main` is one command."""
