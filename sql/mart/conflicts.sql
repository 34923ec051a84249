-- grain: one row a unit, indicator, period and subject whose exact values differ beyond rounding
-- Sums conflict only when two reports state different totals: the parts of one report may well differ. Within one
-- sentence two figures of a thing are a whole and its part, or a rise from one to the other: no conflict.
with comparable as (
    select unit_id, indicator_code, period_start, period_end, subject, value, mention_id, report_id, document_id
    from mart.chosen_facts
    where qualifier = 'exact'
        and state <> 'cumulative'
        and subject <> ''
        -- A doubtful coding is no word against another.
        and score >= 0.6
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
),

differing as (
    select *
    from spread
    where value_high - value_low > 1e-6 * greatest(abs(value_high), abs(value_low))
),

apart as (
    select d.*
    from differing as d
    join core.mentions as low on low.mention_id = d.low_mention_id
    join core.mentions as high on high.mention_id = d.high_mention_id
    join core.documents as t on t.document_id = low.document_id
    where low.document_id <> high.document_id
        or regexp_matches(
            t.text[least(low.char_end, high.char_end) + 1:greatest(low.char_start, high.char_start)], '[。！？!?\n]'
        )
)

select * from apart
