-- grain: one row a unit and a year between the first and the last year that any report covers
select * from mart.unit_years
