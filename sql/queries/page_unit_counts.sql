-- one row: how many values the unit wrote in $year and the year before, and how many its peers write
with counted as (
  select unit_id, year, count(*) as value_count
  from unit_year
  group by unit_id, year
)
, peers as (
  select median(coalesce(value_count, 0)) as peer_middle, count(*) as peer_count
  from unit_years
  join units using (unit_id)
  left join counted using (unit_id, year)
  where year = $year
    and reported
    and unit_years.unit_id <> $unit
    and ($kind::text is null or unit_type = $kind::text)
)
, own as (
  select
    coalesce(sum(value_count) filter (where year = $year), 0)::bigint as value_count,
    sum(value_count) filter (where year = $year - 1)::bigint as previous_count
  from counted
  where unit_id = $unit
)
select *
from own, peers
