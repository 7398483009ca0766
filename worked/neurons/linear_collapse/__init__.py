"""Two affine layers without an activation between them collapse into one."""
