"""The shared pieces that pages are composed from."""

from django import template

register = template.Library()
