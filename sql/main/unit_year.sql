-- grain: one row a unit, indicator and year; a year without a row is not mentioned, never 0
select * from mart.unit_year
