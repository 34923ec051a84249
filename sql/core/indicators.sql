-- grain: one row an indicator of the catalogue
select * from source.indicators
order by theme_order, indicator_order
