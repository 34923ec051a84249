-- grain: one row a unit, indicator, period and head of the subject whose exact values differ beyond rounding
-- Sums conflict only when two reports state different totals: the parts of one report may well differ. Within one
-- sentence two figures of a thing are a whole and its part, or a rise from one to the other: no conflict.
with spoken as (
    select
        *,
        -- 中心群众满意率 of 公积金管理中心 is its 群众满意率, 总体满意率 is 满意率; 窗口满意率 is another thing.
        regexp_extract(
            subject, '^(?:全年|年末|年底)?([全我本该]?(?:单位|系统|中心|管委会|委|局|院|校|馆|镇|乡|街道|社区|村|公司|银行|所|站))', 1
        ) as own_name,
        ends_with(unit_name, ltrim(own_name, '全我本该')) or own_name similar to '[全我本该].*' as is_own
    from mart.chosen_facts
),

comparable as (
    select
        * exclude (own_name, is_own),
        coalesce(
            nullif(regexp_replace(
                if(is_own, subject[length(own_name) + position(own_name in subject):], subject),
                '^(全年|年末|年底|总体|综合|整体|平均)+', ''
            ), ''),
            subject
        ) as head
    from spoken
    where qualifier = 'exact'
        and state <> 'cumulative'
        and subject <> ''
        -- A doubtful coding is no word against another.
        and score >= 0.6
        and (aggregate <> 'sum' or is_total)
),

told_once as (
    select *
    from comparable
    -- Of a report's totals for one thing the greatest is its word.
    qualify aggregate <> 'sum' or row_number() over (
        partition by unit_id, indicator_code, period_start, period_end, head, report_id order by value desc, mention_id
    ) = 1
),

spread as (
    select
        unit_id,
        indicator_code,
        period_start,
        period_end,
        head,
        min(value) as value_low,
        max(value) as value_high,
        arg_min(mention_id, value) as low_mention_id,
        arg_max(mention_id, value) as high_mention_id,
        arg_min(document_id, value) as low_document_id,
        arg_max(document_id, value) as high_document_id,
        list(distinct subject order by subject) as subjects
    from told_once
    group by unit_id, indicator_code, period_start, period_end, head
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
