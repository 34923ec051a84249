"""Draft."""
from dashboard.components.desk import Desk
from dashboard.components.parts import Page
from dashboard.figures.chart import Chart
def page(desk: Desk) -> Page:
    return Page("x", "x", [])
def charts(desk: Desk) -> list[Chart]:
    return []
