"""What pages of this floor show, put together for one reader."""
