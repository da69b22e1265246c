"""The pages of the desk."""

from matchmaking.desk.views.order import order
from matchmaking.desk.views.pairs import judge, pair
from matchmaking.desk.views.queue import act, export, queue
from matchmaking.desk.views.workbench import need, offer

__all__ = ["act", "export", "judge", "need", "offer", "order", "pair", "queue"]
