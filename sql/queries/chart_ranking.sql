-- one row a unit of the scope that reported in $year: its value of $indicator, or state not_mentioned
with reporting as (
  select unit_years.unit_id, units.unit_name, units.unit_type
  from unit_years
  join units using (unit_id)
  where year = $year
    and reported
    and ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
)
, written as (
  select *
  from unit_year
  where indicator_code = $indicator
    and year = $year
)
, spans as (
  select unit_id, mention_id, period_start, period_end
  from unit_span
  where indicator_code = $indicator
    and period_end = $year
  qualify row_number() over (partition by unit_id, mention_id order by period_start desc) = 1
)
, joined as (
  select
    reporting.unit_id, reporting.unit_name, reporting.unit_type, $year::integer as year,
    coalesce(written.state, 'not_mentioned') as state, written.value, written.unit, written.qualifier, written.per,
    written.mention_id, written.quote, written.confidence, written.value_low, written.value_high,
    spans.period_start, spans.period_end,
    written.previous_value, written.previous_state, written.previous_qualifier, written.change, written.change_rate
  from reporting
  left join written using (unit_id)
  left join spans on spans.unit_id = written.unit_id and spans.mention_id = written.mention_id
)
select *
from joined
order by value desc nulls last, unit_name
