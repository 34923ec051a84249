-- one row a state: how many values of $year in the scope are in it, and how many places say nothing
with scoped as (
  select unit_year.state
  from unit_year
  join units using (unit_id)
  where unit_year.year = $year
    and ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
)
, places as (
  select
    (
      select count(*)
      from unit_years
      join units using (unit_id)
      where year = $year
        and reported
        and ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
    ) * (select count(*) from indicators) as place_count
)
, counted as (
  select state, count(*) as value_count
  from scoped
  group by state
)
, silent as (
  select 'not_mentioned' as state, greatest(place_count - (select count(*) from scoped), 0) as value_count
  from places
)
select state, value_count
from counted
union all
select state, value_count
from silent
