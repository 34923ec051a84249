-- one row an indicator that the unit wrote in $year: its value, its history up to then, and its place among the peers
with own as (
  select *
  from unit_year
  where unit_id = $unit
    and year = $year
)
, peers as (
  select unit_year.indicator_code, unit_year.unit_id, unit_year.value
  from unit_year
  join units using (unit_id)
  join own on own.indicator_code = unit_year.indicator_code and own.unit = unit_year.unit and own.per = unit_year.per
  where unit_year.year = $year
    and unit_year.value is not null
    and unit_year.state in ('reported', 'approximate', 'zero', 'corrected')
    and ($kind::text is null or units.unit_type = $kind::text or unit_year.unit_id = $unit)
)
, groups as (
  select
    indicator_code, count(*) as peer_count, min(value) as low, max(value) as high,
    quantile_cont(value, 0.25) as first_quarter, median(value) as middle, quantile_cont(value, 0.75) as third_quarter,
    list(value order by value) as peer_values
  from peers
  group by indicator_code
)
, places as (
  select
    own.indicator_code,
    1 + count(*) filter (where peers.value > own.value) as place,
    count(*) filter (where peers.value = own.value) as tied_count
  from own
  join peers using (indicator_code)
  group by own.indicator_code
)
, history as (
  select
    before.indicator_code,
    list(before.year order by before.year) filter (where before.state in ('reported', 'approximate', 'zero', 'corrected')) as years,
    list(before.value order by before.year) filter (where before.state in ('reported', 'approximate', 'zero', 'corrected')) as history
  from unit_year as before
  join own on own.indicator_code = before.indicator_code and own.unit = before.unit and own.per = before.per
  where before.unit_id = $unit
    and before.year <= $year
    and before.value is not null
  group by before.indicator_code
)
, spans as (
  select
    indicator_code,
    list(period_start order by period_start, period_end) as span_starts,
    list(period_end order by period_start, period_end) as span_ends,
    list(value order by period_start, period_end) as span_values
  from unit_span
  where unit_id = $unit
    and period_end <= $year
    and value is not null
  group by indicator_code
)
, last_year as (
  select indicator_code, value as last_value, unit as last_unit, state as last_state, qualifier as last_qualifier, quote as last_quote,
    value_low as last_low, value_high as last_high, mention_id as last_mention_id
  from unit_year
  where unit_id = $unit
    and year = $year - 1
)
, placed as (
  select
    own.*, indicators.name_zh, indicators.better, indicators.headline, indicators.theme, indicators.theme_zh, indicators.theme_order, indicators.indicator_order,
    coalesce(mentions.paragraph_no, placeholders.paragraph_no) as paragraph_no,
    coalesce(mentions.period_start, placeholders.period_start) as period_start,
    coalesce(mentions.period_end, placeholders.period_end) as period_end,
    groups.* exclude (indicator_code), places.place, places.tied_count, history.years, history.history,
    spans.* exclude (indicator_code), last_year.* exclude (indicator_code)
  from own
  join indicators using (indicator_code)
  left join mentions on mentions.mention_id = own.mention_id
  left join placeholders on placeholders.mention_id = own.mention_id
  left join groups on groups.indicator_code = own.indicator_code
  left join places on places.indicator_code = own.indicator_code
  left join history on history.indicator_code = own.indicator_code
  left join spans on spans.indicator_code = own.indicator_code
  left join last_year on last_year.indicator_code = own.indicator_code
)
select *
from placed
order by theme_order, indicator_order
