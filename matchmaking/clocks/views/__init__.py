"""What the addresses of clocks answer."""

from matchmaking.clocks.views import averages, listing, reasons, register, targets

__all__ = ["averages", "listing", "reasons", "register", "targets"]
