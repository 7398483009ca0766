"""Fan-in and fan-out count the inputs of a unit and the units that an input feeds."""
