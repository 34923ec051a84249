-- one row an indicator of the catalogue: in how many units of the scope it is written, in $year and in any year
with scoped as (
  select unit_year.indicator_code, unit_year.unit_id, unit_year.year
  from unit_year
  join units using (unit_id)
  where ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
)
, counted as (
  select
    indicator_code,
    count(distinct unit_id) filter (where year = $year) as unit_count,
    count(distinct unit_id) as ever_count
  from scoped
  group by indicator_code
)
select
  indicator_code, name_zh, theme, theme_zh, theme_order, indicator_order, measure, unit, aggregate, better,
  coalesce(unit_count, 0) as unit_count, coalesce(ever_count, 0) as ever_count
from indicators
left join counted using (indicator_code)
order by theme_order, indicator_order
