"""Training on several devices, which stand in for GPUs."""

import subprocess
import sys
from pathlib import Path

from tests.trainer.recipes import small_recipe, written

ON_TWO_DEVICES = """
import sys
from pathlib import Path
import tensorflow as tf
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
two = tf.config.list_logical_devices("CPU")
tf.config.list_logical_devices = lambda kind: two
shared = []
strategy = tf.distribute.MirroredStrategy
class Watched(strategy):
    def __init__(self, devices):
        super().__init__(devices)
        shared.append(self)
tf.distribute.MirroredStrategy = Watched
from trainer.recipe import read_recipe
from trainer.runs import Run
from trainer.training import train
recipe, data, run = map(Path, sys.argv[1:])
train([data], read_recipe(recipe), Run(run))
print("shared among", shared[0].num_replicas_in_sync)
"""


def test_a_batch_is_shared_among_devices(labelled_folder: Path, tmp_path: Path) -> None:
    recipe = written(small_recipe(epochs=1), tmp_path / "small.toml")
    outcome = subprocess.run(
        [sys.executable, "-c", ON_TWO_DEVICES, recipe, labelled_folder, tmp_path / "run"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert "shared among 2" in outcome.stdout
    assert (tmp_path / "run" / "network.keras").is_file()
