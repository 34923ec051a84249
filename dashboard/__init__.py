"""Pages, figures and exports, drawn from the warehouse's marts."""
