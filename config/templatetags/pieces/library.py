"""The one library that all pieces register in."""

from django import template

register = template.Library()
