"""What the world did wrong, in one sentence for the person and one hint."""


class HilumError(Exception):
    """A damaged file, a full disk, a refused model: never a bug of ours.

    Parameters
    ----------
    sentence : str
        What happened, as one sentence that a person can read in a table or a dialog.
    hint : str
        What that person can do about it, as one sentence.
    """

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __reduce__(self) -> tuple[type["HilumError"], tuple[str, str]]:
        # Exceptions pickle their `args`, which here hold only the sentence.
        return type(self), (self.sentence, self.hint)


class FileUnavailableError(HilumError):
    """The file is missing, empty or may not be read."""


class UnsupportedFormatError(HilumError):
    """The content is of no kind that Hilum reads."""


class DamagedFileError(HilumError):
    """The file is of a kind that Hilum reads, and broken."""


class NoPixelsError(HilumError):
    """A sound DICOM object that holds no picture."""


class DecoderMissingError(HilumError):
    """The pixels are compressed in a way that no installed decoder reads."""


class LimitExceededError(HilumError):
    """The gate refused the file: it is, or would become, too large."""


class ModelRefusedError(HilumError):
    """The model file does not keep the contract."""


class ProviderUnavailableError(HilumError):
    """An execution provider was asked for by name and can't run here."""


class NothingToReadError(HilumError):
    """No radiograph was found where one was looked for."""


class ClusterError(HilumError):
    """The cluster that a batch was to be spread over can't be used."""


class WorklistError(HilumError):
    """The worklist can't be opened, read or written."""


class ExportError(HilumError):
    """A result can't be written where it was asked for."""


class TableRefusedError(HilumError):
    """A table that is to be read is none that Hilum wrote."""


class MeasurementsError(HilumError):
    """The measurements that are kept of a radiograph can't be read or written."""


class BlindSessionError(HilumError):
    """A session of blind reading can't be read or written."""


class LabelsError(HilumError):
    """The file that says which radiographs show pneumonia can't be understood."""
