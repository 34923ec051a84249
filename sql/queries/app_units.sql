-- one row a unit, in the order of its type and name: the choices of every unit filter
select unit_id, unit_name, unit_type, region, title_level, first_year, last_year
from units
order by unit_type nulls last, unit_name
