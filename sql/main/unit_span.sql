-- grain: one row a unit, indicator and period of several years
select * from mart.unit_span
