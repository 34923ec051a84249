"""What pages are built from: the shell, heads, filter bars, cards, marks, the evidence panel."""
