"""What runs on the reader's desk: imaging, reading, batch, ui and the command line."""
