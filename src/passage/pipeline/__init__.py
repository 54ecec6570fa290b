"""The order of the stages: what people wrote is planned, rendered, stitched and published."""
