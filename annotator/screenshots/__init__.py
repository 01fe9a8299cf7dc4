"""Pictures of every screen and dialog, each made by a scene that sets it up as people see it."""
