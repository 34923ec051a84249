-- one row an indicator of the catalogue: in how many units of the scope it is written, in $year and in any year
-- unit_count counts the units that can be compared: those in the commonest unit and basis of the year.
with scoped as (
  select unit_year.indicator_code, unit_year.unit_id, unit_year.year, unit_year.unit, unit_year.per
  from unit_year
  join units using (unit_id)
  where ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
)
, bases as (
  select indicator_code, unit, per, count(distinct unit_id) as unit_count
  from scoped
  where year = $year
  group by indicator_code, unit, per
)
, comparable as (
  select indicator_code, max(unit_count) as unit_count
  from bases
  group by indicator_code
)
, ever as (
  select indicator_code, count(distinct unit_id) as ever_count
  from scoped
  group by indicator_code
)
, counted as (
  select
    indicator_code, name_zh, theme, theme_zh, theme_order, indicator_order, measure, unit, aggregate, better, headline,
    coalesce(comparable.unit_count, 0) as unit_count, coalesce(ever.ever_count, 0) as ever_count
  from indicators
  left join comparable using (indicator_code)
  left join ever using (indicator_code)
)
select *
from counted
order by theme_order, indicator_order
