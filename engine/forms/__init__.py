"""The written form of YAML files: per block its keys, what each holds and what it is for. One table for the loaders,
which refuse other keys, and for `editing`, which makes schemas, skeletons and the canonical form of it.
"""
