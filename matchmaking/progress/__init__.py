"""Where a project or an agreement stands: work plan, milestones, risks, visits, traffic lights."""
