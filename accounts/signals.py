"""What happens to people, told to the parts of the site that build on them; ids only."""

from django.dispatch import Signal

# user_id, organisation_id, successor_id (None: nobody takes over): somebody no longer has any
# role in the organisation.
person_left = Signal()
# user_id: all that is kept about a person elsewhere must go as well.
person_erased = Signal()
