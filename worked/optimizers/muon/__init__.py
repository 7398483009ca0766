"""Muon steps along the momentum of a matrix, made nearly orthogonal."""
