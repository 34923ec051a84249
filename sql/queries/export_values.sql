-- one row a unit and indicator written in $year, with its place in the reports
with written as (
  select *
  from unit_year
  where year = $year
)
, places as (
  select mention_id, source_name, paragraph_no, period_start, period_end
  from mentions
  union all
  select mention_id, source_name, paragraph_no, period_start, period_end
  from placeholders
)
, joined as (
  select
    indicators.theme_zh, indicators.name_zh, indicators.indicator_code, indicators.theme_order,
    indicators.indicator_order, units.unit_type, written.* exclude (indicator_code),
    places.source_name, places.paragraph_no, places.period_start, places.period_end
  from written
  join indicators using (indicator_code)
  join units using (unit_id)
  left join places using (mention_id)
)
select *
from joined
order by theme_order, indicator_order, value desc nulls last, unit_name
