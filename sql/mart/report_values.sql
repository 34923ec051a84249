-- grain: one row a report, indicator and period: what the report says, by the catalogue's rule of aggregation
-- A stated total stands for its parts. A total that is smaller than one of the parts is not theirs and counts as a part.
with facts as (
    select
        *,
        is_total and value >= max(value) over (
            partition by report_id, indicator_code, period_start, period_end
        ) as is_grand_total
    from mart.chosen_facts
),

-- A figure repeated for the same thing is one figure.
told_once as (
    select *
    from facts
    qualify row_number() over (
        partition by report_id, indicator_code, period_start, period_end, is_grand_total, subject, value
        order by state <> 'cumulative' desc, confidence desc, char_start
    ) = 1
),

totals_first as (
    select *
    from told_once
    qualify not bool_or(is_grand_total) over (partition by report_id, indicator_code, period_start, period_end)
        or is_grand_total
),

-- The evidence that a click opens: the total, else for a latest value the surest that is exact and that the unit tells
-- in other years too, else the greatest.
ranked as (
    select
        t.*,
        row_number() over (
            partition by t.report_id, t.indicator_code, t.period_start, t.period_end
            order by
                t.is_grand_total desc,
                -- A doubtful coding is no word against a sure one.
                if(t.aggregate = 'latest', t.score >= 0.6, true) desc,
                if(
                    t.aggregate = 'latest',
                    round(t.score + coalesce(c.continuity, 0) + if(t.qualifier = 'exact', 0.2, 0), 1),
                    0
                ) desc,
                t.value desc,
                t.char_start
        ) as place
    from totals_first as t
    left join mart.subject_continuity as c
        on c.unit_id = t.unit_id
        and c.indicator_code = t.indicator_code
        and c.year = t.period_end
        and c.subject = t.subject
        and t.period_start = t.period_end
),

used as (
    select *
    from ranked
    where place = 1
        or (aggregate in ('sum', 'mean') and not is_grand_total)
),

aggregated as (
    select
        unit_id,
        indicator_code,
        period_start,
        period_end,
        report_id,
        any_value(report_year) as report_year,
        any_value(ingested_at) as ingested_at,
        any_value(aggregate) as aggregate,
        any_value(measure) as measure,
        if(count(distinct unit) = 1, any_value(unit), any_value(counted_in)) as unit,
        any_value(counted_in) as counted_in,
        any_value(per_class) as per_class,
        bool_and(per = 'year') as is_yearly,
        if(any_value(aggregate) = 'mean', avg(value), sum(value)) as value,
        bool_or(is_grand_total) as has_total,
        case
            when bool_and(qualifier = 'exact') then 'exact'
            when count(distinct qualifier) filter (qualifier <> 'exact') = 1 then max(qualifier) filter (qualifier <> 'exact')
            else 'about'
        end as qualifier,
        -- Said to be cumulative, without a word since when: the year is only the report's own.
        bool_or(state = 'cumulative' and coalesce(period_source, 'none') not in ('clause', 'sentence')) as is_cumulative,
        min(confidence) as confidence,
        any_value(mention_id) filter (place = 1) as mention_id,
        any_value(quote) filter (place = 1) as quote,
        any_value(subject) filter (place = 1) as subject
    from used
    group by unit_id, indicator_code, period_start, period_end, report_id
)

select * from aggregated
