"""What narrators decided, what follows from it, and the proof that it did."""
