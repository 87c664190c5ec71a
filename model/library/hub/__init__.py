"""The Hugging Face hub: look up, search, download. Models on this computer work without it.

`look_up` returns licence, source, size and whether this program can run a model, before anything is downloaded;
`search` finds translation models by name; `download` yields its progress and finally puts the model into the library.
"""

from model.library.hub.downloading import DownloadProgress, download
from model.library.hub.models import HubFile, HubHit, HubModel, look_up, search

__all__ = ["DownloadProgress", "HubFile", "HubHit", "HubModel", "download", "look_up", "search"]
