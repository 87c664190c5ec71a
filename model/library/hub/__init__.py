"""The Hugging Face hub: looking a model up, searching, downloading. Nothing of it is needed for models that are here.

`look_up` tells licence, source, size and whether this program can play a model, before anything is downloaded; `search`
finds translation models by name; `download` is a generator of progress that ends with the model in the library.
"""

from model.library.hub.downloading import DownloadProgress, download
from model.library.hub.models import HubFile, HubHit, HubModel, look_up, search

__all__ = ["DownloadProgress", "HubFile", "HubHit", "HubModel", "download", "look_up", "search"]
