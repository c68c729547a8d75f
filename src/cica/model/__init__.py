"""The domain: one frozen class or a few per file, without input, output or queries."""
