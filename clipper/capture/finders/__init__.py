"""One finder a field: each proposes values with their evidence and place; none invents what is not there."""
