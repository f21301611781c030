"""What the product is measured against: speed, size and faults, each as a ratio to a yardstick of the same run."""
