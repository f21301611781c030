"""What the pages of engagements show, put together for a viewer."""
