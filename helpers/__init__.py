"""The helpers of the course: text -> tables -> corpus -> analyses -> charts -> widgets; imports follow that order."""
