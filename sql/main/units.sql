-- grain: one row a unit
select * from mart.units
