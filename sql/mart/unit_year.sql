-- grain: one row a unit, indicator and year; a year without a row is not mentioned, never 0
with single_years as (
    select
        unit_id, indicator_code, period_end as year, value, unit, counted_in, per, per_class, qualifier, state, confidence,
        mention_id, quote, value_low, value_high, observation_count, subject, aggregate
    from mart.period_values
    where period_start = period_end
),

-- The digits were lost and nothing else tells the year's value.
placeholders as (
    select
        unit_id, indicator_code, period_end as year, null::double as value, unit, counted_in, per,
        case when per in ('total', 'year') then 'total' else per end as per_class,
        qualifier, 'placeholder' as state, confidence, mention_id, quote,
        null::double as value_low, null::double as value_high, subject, aggregate,
        count(*) over (partition by unit_id, indicator_code, period_end) as observation_count
    from core.facts
    where value is null and period_start = period_end
    qualify row_number() over (partition by unit_id, indicator_code, period_end order by confidence desc, mention_id) = 1
),

-- A value of several years is shown at the last of them, as cumulative, when the year has none of its own.
spans as (
    select
        unit_id, indicator_code, period_end as year, value, unit, counted_in, per, per_class, qualifier,
        if(state = 'conflicting', state, 'cumulative') as state, confidence,
        mention_id, quote, value_low, value_high, observation_count, subject, aggregate
    from mart.period_values
    where period_start < period_end
    qualify row_number() over (partition by unit_id, indicator_code, period_end order by period_start desc) = 1
),

stacked as (
    select *, 1 as rank from single_years
    union all by name
    select *, 2 as rank from placeholders
    union all by name
    select *, 3 as rank from spans
),

years as (
    select * exclude (rank)
    from stacked
    qualify row_number() over (partition by unit_id, indicator_code, year order by rank) = 1
),

compared as (
    select
        y.*,
        before.value as previous_value,
        before.state as previous_state,
        before.qualifier as previous_qualifier,
        before.subject as previous_subject,
        before.mention_id as previous_mention_id,
        -- Null where one of them does not say what was counted.
        len(list_intersect(s.pairs, t.pairs)) / least(len(s.pairs), len(t.pairs)) as likeness,
        len(list_intersect(s.pairs, t.pairs)) / len(list_distinct(s.pairs || t.pairs)) as alike,
        y.state in ('reported', 'approximate', 'zero')
            and before.state in ('reported', 'approximate', 'zero')
            and (
                y.per_class = before.per_class
                -- 学习45学时 beside 人均学习52学时: of one size, so one of them only leaves the 人均 out.
                or y.aggregate = 'latest'
                and least(y.per_class, before.per_class) = 'person'
                and greatest(y.per_class, before.per_class) = 'total'
                and abs(y.value - before.value) <= 0.3 * abs(before.value)
            )
            and y.counted_in is not distinct from before.counted_in
            -- 绿化率 of one year and 医保覆盖率 of the next are one indicator and two things: other words and another size.
            -- Sums hold many things, so their size may differ more; 业务 holds another thing for nearly every phrase.
            and (
                case
                    when y.aggregate = 'sum' then abs(y.value - before.value) <= 0.5 * abs(before.value) or coalesce(likeness > 0, true)
                    else abs(y.value - before.value) <= 0.3 * abs(before.value)
                        or coalesce(if(i.theme = 'business', alike >= 0.5, likeness > 0), true)
                end
            ) as is_comparable
    from years as y
    left join years as before
        on before.unit_id = y.unit_id and before.indicator_code = y.indicator_code and before.year = y.year - 1
    join core.indicators as i on i.indicator_code = y.indicator_code
    left join core.subjects as s on s.subject = y.subject
    left join core.subjects as t on t.subject = before.subject
),

named as (
    select
        c.unit_id,
        u.unit_name,
        c.indicator_code,
        c.year,
        c.value,
        c.unit,
        c.state,
        c.previous_value,
        if(c.is_comparable, c.value - c.previous_value, null) as change,
        if(c.is_comparable and c.previous_value <> 0, (c.value - c.previous_value) / abs(c.previous_value), null) as change_rate,
        c.observation_count,
        c.per,
        c.qualifier,
        c.confidence,
        c.mention_id,
        c.quote,
        c.value_low,
        c.value_high,
        c.previous_state,
        c.previous_qualifier,
        c.subject,
        c.previous_subject,
        c.previous_mention_id,
        c.likeness
    from compared as c
    join core.units as u using (unit_id)
)

select * from named
order by indicator_code, year, unit_id
