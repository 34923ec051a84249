-- one row a unit of the scope and year from $since to $year in which it writes $indicator
with written as (
  select unit_year.year, unit_year.unit_id, unit_year.unit_name, unit_year.state, unit_year.value, unit_year.unit,
    unit_year.per, unit_year.mention_id
  from unit_year
  join units using (unit_id)
  where indicator_code = $indicator
    and year between $since and $year
    and ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
)
select *
from written
order by year, unit_id
