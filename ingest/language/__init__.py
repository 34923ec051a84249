"""Chinese numerals, measures, periods and normalisation: the language, no business."""
