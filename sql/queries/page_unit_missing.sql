-- one row an indicator that the unit did not write in $year though over half of the peers that reported did
with peers as (
  select unit_years.unit_id
  from unit_years
  join units using (unit_id)
  where year = $year
    and reported
    and ($kind::text is null or unit_type = $kind::text)
)
, written as (
  select indicator_code, count(distinct unit_id) as unit_count, bool_or(unit_id = $unit) as own
  from unit_year
  where year = $year
    and (unit_id in (select unit_id from peers) or unit_id = $unit)
  group by indicator_code
)
, missing as (
  select indicators.indicator_code, indicators.name_zh, written.unit_count, theme_order, indicator_order
  from written
  join indicators using (indicator_code)
  where not own
    and unit_count * 2 > (select count(*) from peers)
)
select *
from missing
order by theme_order, indicator_order
