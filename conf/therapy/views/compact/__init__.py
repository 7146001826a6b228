"""What books and hand-outs say in short: plain blocks, made of the same records as the pages."""
