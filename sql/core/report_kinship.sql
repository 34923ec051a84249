-- grain: one row a pair of reports that share text: a copy (report_id leaves the facts, other_report_id stays) or reused text
with coded as (
    select report_id, count(*) filter (indicator_code is not null) as coded_count
    from staging.mentions
    group by report_id
),

reports as (
    select
        r.report_id,
        u.unit_id,
        u.unit_name,
        u.is_named,
        coalesce(r.period_start, d.hint_year) as period_start,
        coalesce(r.period_end, d.hint_year) as period_end,
        -- The richer report stays: more coded figures, then the longer, then the one read first.
        row_number() over (
            order by coalesce(c.coded_count, 0) desc, r.char_end - r.char_start desc, d.ingested_at, r.report_id
        ) as richness
    from staging.reports as r
    join staging.documents as d using (document_id)
    join core.report_units as u using (report_id)
    left join coded as c using (report_id)
),

compared as (
    select
        if(a.richness > b.richness, a.report_id, b.report_id) as report_id,
        if(a.richness > b.richness, b.report_id, a.report_id) as other_report_id,
        least(a.richness, b.richness) as richness,
        p.containment,
        -- 统计局 may be 云岭市统计局, when the text is the same too.
        a.unit_id = b.unit_id
        or not a.is_named
        or not b.is_named
        or ends_with(a.unit_name, b.unit_name)
        or ends_with(b.unit_name, a.unit_name) as may_be_same_unit,
        coalesce(a.period_start = b.period_start and a.period_end = b.period_end, true) as may_be_same_period
    from core.report_pairs as p
    join reports as a on a.report_id = p.report_id
    join reports as b on b.report_id = p.other_report_id
),

judged as (
    select
        report_id,
        other_report_id,
        richness,
        containment,
        case
            when may_be_same_unit and may_be_same_period then 'copy'
            when containment >= 0.6 then 'reused'
        end as kinship
    from compared
)

select * from judged
where kinship is not null
