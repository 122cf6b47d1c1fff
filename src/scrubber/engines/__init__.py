"""What runs `scrubber.arrow.scrub_batch` over many batches: processes of one machine, or a cluster."""
