"""The commands of `hilum-train`, one a file."""
