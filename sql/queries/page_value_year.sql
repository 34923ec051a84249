-- one row a year of the unit's values of an indicator around $year, as the marts hold them
select *
from unit_year
where unit_id = $unit
  and indicator_code = $indicator
  and year between $year - 1 and $year
order by year
