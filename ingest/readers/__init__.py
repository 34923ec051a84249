"""One reader a file format: bytes in, text exactly as it stands out."""
