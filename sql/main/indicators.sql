-- grain: one row an indicator of the catalogue
select * from core.indicators
