-- grain: one row a unit, indicator, period and subject whose exact values differ beyond rounding
-- Sums conflict only when two reports state different totals: the parts of one report may well differ.
with comparable as (
    select unit_id, indicator_code, period_start, period_end, subject, value, mention_id, report_id, document_id
    from mart.chosen_facts
    where qualifier = 'exact'
        and state in ('reported', 'zero')
        and subject <> ''
        and (aggregate <> 'sum' or is_total)
),

told_once as (
    select c.*, f.aggregate
    from comparable as c
    join core.indicators as f using (indicator_code)
    where f.aggregate <> 'sum'
    union all
    -- Of a report's totals for one thing the greatest is its word.
    select c.*, f.aggregate
    from comparable as c
    join core.indicators as f using (indicator_code)
    where f.aggregate = 'sum'
    qualify row_number() over (
        partition by unit_id, indicator_code, period_start, period_end, subject, report_id order by value desc, mention_id
    ) = 1
),

spread as (
    select
        unit_id,
        indicator_code,
        period_start,
        period_end,
        subject,
        min(value) as value_low,
        max(value) as value_high,
        arg_min(mention_id, value) as low_mention_id,
        arg_max(mention_id, value) as high_mention_id,
        arg_min(document_id, value) as low_document_id,
        arg_max(document_id, value) as high_document_id
    from told_once
    group by unit_id, indicator_code, period_start, period_end, subject
)

select * from spread
where value_high - value_low > 1e-6 * greatest(abs(value_high), abs(value_low))
