"""Damaged radiographs, made by the thousand: each opens or says what is wrong with it.

python -m tests.imaging.mutants --seed 1 --count 500
python -m tests.imaging.mutants --replay build/mutants/1-417-rg1.dcm
"""
