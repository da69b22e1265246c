"""What was promised, measured: indicator values of each project and agreement, period by period."""
