-- grain: one row a unit, indicator and period with a value; a period is a year or several
with one_report as (
    select *
    from mart.report_values
    qualify row_number() over (
        partition by unit_id, indicator_code, period_start, period_end
        order by
            is_cumulative,
            case when aggregate = 'sum' then has_total else false end desc,
            -- The year's own report before one that looks back.
            coalesce(report_year = period_end, false) desc,
            report_year desc nulls last,
            case when aggregate in ('sum', 'max') then value end desc,
            ingested_at desc,
            report_id
    ) = 1
),

counted as (
    select unit_id, indicator_code, period_start, period_end, count(*) as observation_count
    from core.facts
    group by all
),

judged as (
    select
        v.unit_id,
        v.indicator_code,
        v.period_start,
        v.period_end,
        if(c.head is null, v.value, null) as value,
        v.unit,
        v.counted_in,
        if(v.per_class = 'total' and v.is_yearly, 'year', v.per_class) as per,
        v.per_class,
        v.qualifier,
        case
            when c.head is not null then 'conflicting'
            when v.is_cumulative or v.period_start < v.period_end then 'cumulative'
            when v.qualifier <> 'exact' then 'approximate'
            when v.value = 0 then 'zero'
            else 'reported'
        end as state,
        v.confidence,
        v.mention_id,
        v.quote,
        v.subject,
        v.aggregate,
        c.value_low,
        c.value_high,
        n.observation_count
    from one_report as v
    join counted as n using (unit_id, indicator_code, period_start, period_end)
    left join mart.conflicts as c
        on c.unit_id = v.unit_id
        and c.indicator_code = v.indicator_code
        and c.period_start = v.period_start
        and c.period_end = v.period_end
        and list_contains(c.subjects, v.subject)
)

select * from judged
