-- one row a unit of the scope and year from $since to $year in which it writes $indicator, with the value's words
select unit_year.*, units.unit_type
from unit_year
join units using (unit_id)
where indicator_code = $indicator
  and year between $since and $year
  and ($kind::text is null or unit_type = $kind::text)
  and ($region::text is null or region = $region::text)
  and ($level::text is null or title_level = $level::text)
order by unit_year.unit_name, year
