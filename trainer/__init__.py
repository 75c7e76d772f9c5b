"""Radiographs become one ONNX file."""
