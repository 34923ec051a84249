-- one row a unit of $units and year from $since to $year: its value of $indicator, or not_mentioned, or not_reported
with chosen as (
  select unit_id, unit_name
  from units
  where list_contains($units::text[], unit_id)
)
, years as (
  select unnest(range($since::integer, $year::integer + 1))::integer as year
)
, spans as (
  select unit_id, mention_id, period_start, period_end
  from unit_span
  where indicator_code = $indicator
  qualify row_number() over (partition by unit_id, mention_id order by period_start desc) = 1
)
, joined as (
  select
    chosen.unit_id, chosen.unit_name, years.year,
    coalesce(written.state, if(coalesce(unit_years.reported, false), 'not_mentioned', 'not_reported')) as state,
    written.value, written.unit, written.qualifier, written.per, written.mention_id, written.quote,
    written.value_low, written.value_high, spans.period_start, spans.period_end,
    written.previous_value, written.previous_state, written.previous_qualifier, written.change, written.change_rate
  from chosen
  cross join years
  left join unit_year as written
    on written.unit_id = chosen.unit_id and written.year = years.year and written.indicator_code = $indicator
  left join unit_years on unit_years.unit_id = chosen.unit_id and unit_years.year = years.year
  left join spans on spans.unit_id = chosen.unit_id and spans.mention_id = written.mention_id
)
select *
from joined
order by list_position($units::text[], unit_id), year
