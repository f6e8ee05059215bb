"""What Trellis knows about experiments, rounds and attention: pure values and decisions, no I/O, no clock reading."""
