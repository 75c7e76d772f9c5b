"""Lengths, angles, areas and their values, drawn on a radiograph and kept for it."""
