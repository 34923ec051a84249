-- one row a theme and unit of the scope comparable in $year and the year before, and one with a null rate for a theme without any
-- A unit's change in a theme is the median of its indicators' changes; over a small base a rate would mislead, so those are left out.
with scoped as (
  select unit_year.*, indicators.theme
  from unit_year
  join units using (unit_id)
  join indicators using (indicator_code)
  where unit_year.year = $year
    and ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
)
, themes as (
  select theme, any_value(theme_zh) as theme_zh, any_value(theme_order) as theme_order
  from indicators
  group by theme
)
, mentioned as (
  select theme, count(distinct unit_id) as mentioning
  from scoped
  group by theme
)
, moved as (
  select
    theme, unit_id, unit_name,
    median(change_rate) as rate,
    arg_max(mention_id, abs(change_rate)) as mention_id,
    count(*) as indicator_count
  from scoped
  where change_rate is not null
    and (
      unit = '%'
      or abs(previous_value) >= if(unit = '元', 10000, 10)
    )
  group by theme, unit_id, unit_name
)
, joined as (
  select
    themes.theme, themes.theme_zh, themes.theme_order, coalesce(mentioned.mentioning, 0) as mentioning,
    moved.unit_id, moved.unit_name, moved.rate, moved.mention_id, moved.indicator_count
  from themes
  left join mentioned using (theme)
  left join moved using (theme)
)
select *
from joined
order by theme_order, rate, unit_name
