"""Delivering: what is made is served, published, verified, and taken back."""
