"""Where attachments lie: the private storage of the house, under the names the migrations know."""

from files.private import PrivateStorage, private_storage, stored_name

__all__ = ["PrivateStorage", "private_storage", "stored_name"]
