-- one row a unit type and theme: how many units of the scope reported in $year, and how many of them write no value of the theme
with reporting as (
  select unit_id, coalesce(unit_type, '未分类') as unit_type
  from unit_years
  join units using (unit_id)
  where year = $year
    and reported
    and ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
)
, written as (
  select distinct unit_id, theme
  from unit_year
  join indicators using (indicator_code)
  where year = $year
)
, themes as (
  select distinct theme, theme_zh, theme_order
  from indicators
)
, counted as (
  select
    reporting.unit_type, count(*) as units, themes.theme_zh, themes.theme_order,
    count(*) filter (where written.unit_id is null) as silent
  from reporting
  cross join themes
  left join written on written.unit_id = reporting.unit_id and written.theme = themes.theme
  group by reporting.unit_type, themes.theme_zh, themes.theme_order
)
select *
from counted
order by units desc, unit_type, theme_order
