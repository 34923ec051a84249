-- one row a year up to $year and level: honors that units of the scope won, and one of them to open
with scoped as (
  select honors.*
  from honors
  join units using (unit_id)
  where in_facts
    and year <= $year
    and ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or units.title_level = $level::text)
)
, distinct_honors as (
  select unit_id, year, level, title, min(honor_id) as honor_id
  from scoped
  group by unit_id, year, level, title
)
, counted as (
  select year, level, count(*) as honors, min(honor_id) as honor_id
  from distinct_honors
  group by year, level
)
select *
from counted
order by year, level
