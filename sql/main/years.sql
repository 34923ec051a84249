-- grain: one row a year that a report covers or a value is about
select * from mart.years
