-- grain: one row a unit, indicator and period of several years
with spans as (
    select
        v.unit_id, u.unit_name, v.indicator_code, v.period_start, v.period_end,
        v.value, v.unit, v.qualifier, v.per, v.mention_id, v.quote,
        v.state, v.value_low, v.value_high, v.confidence, v.observation_count
    from mart.period_values as v
    join core.units as u using (unit_id)
    where v.period_start < v.period_end
)

select * from spans
order by indicator_code, period_end, unit_id, period_start
