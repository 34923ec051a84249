-- one row an indicator written in $year by units of the scope: totals and medians of its commonest unit and basis
with scoped as (
  select unit_year.*
  from unit_year
  join units using (unit_id)
  where unit_year.year <= $year
    and ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
)
, singles as (
  select *
  from scoped
  where state in ('reported', 'approximate', 'zero', 'corrected')
    and value is not null
)
, bases as (
  select indicator_code, unit, per
  from singles
  where year = $year
  group by indicator_code, unit, per
  qualify row_number() over (partition by indicator_code order by count(*) desc, unit, per) = 1
)
, yearly as (
  select
    indicator_code, unit, per, year,
    count(*) as single_count,
    sum(value) as total,
    median(value) as middle,
    count(*) filter (where change is not null) as comparable_count,
    sum(value) filter (where change is not null) as comparable_total,
    sum(previous_value) filter (where change is not null) as previous_total,
    median(value) filter (where change is not null) as comparable_middle,
    median(previous_value) filter (where change is not null) as previous_middle
  from singles
  join bases using (indicator_code, unit, per)
  group by indicator_code, unit, per, year
)
, series as (
  select
    indicator_code,
    list(year order by year) as years,
    list(total order by year) as totals,
    list(middle order by year) as middles
  from yearly
  group by indicator_code
)
, mentioned as (
  select indicator_code, count(distinct unit_id) as mention_count
  from scoped
  where year = $year
  group by indicator_code
)
, figures as (
  select
    indicators.indicator_code, indicators.name_zh, indicators.theme, indicators.theme_order, indicators.indicator_order,
    indicators.aggregate, indicators.better, indicators.headline, mentioned.mention_count,
    yearly.* exclude (indicator_code, year), series.years, series.totals, series.middles
  from yearly
  join indicators using (indicator_code)
  join series using (indicator_code)
  join mentioned using (indicator_code)
  where yearly.year = $year
)
select *
from figures
order by comparable_count desc, mention_count desc, theme_order, indicator_order
