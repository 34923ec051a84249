-- grain: one row a thing that a person should look at
with conflicting as (
    select
        'conflicting' as kind, 'high' as severity, c.unit_id, c.indicator_code, c.period_end as year,
        format('{}{}前后矛盾：一处写{:.12g}{}，一处写{:.12g}{}', if(c.period_start = c.period_end, c.period_end || '年', c.period_start || '—' || c.period_end || '年'),
            i.name_zh, c.value_low, l.unit, c.value_high, h.unit) as message,
        c.low_mention_id as mention_id, c.high_mention_id as other_mention_id,
        c.low_document_id as document_id, c.high_document_id as other_document_id
    from mart.conflicts as c
    join core.indicators as i using (indicator_code)
    join core.mentions as l on l.mention_id = c.low_mention_id
    join core.mentions as h on h.mention_id = c.high_mention_id
),

placeholder as (
    select
        'placeholder' as kind, 'medium' as severity, f.unit_id, f.indicator_code,
        if(f.period_start = f.period_end, f.period_end, null) as year,
        i.name_zh || '的数字缺失，材料写作“' || f.quote || '”' as message,
        f.mention_id, null::text as other_mention_id, f.document_id, null::text as other_document_id
    from core.facts as f
    join core.indicators as i using (indicator_code)
    where f.value is null
),

large_change as (
    select
        'large_change' as kind, 'medium' as severity, y.unit_id, y.indicator_code, y.year,
        format('{}比上年{}{:.1f}%，由{:.12g}{}到{:.12g}{}', i.name_zh, if(y.change > 0, '增加', '减少'),
            abs(y.change_rate) * 100, y.previous_value, y.unit, y.value, y.unit) as message,
        y.mention_id, y.previous_mention_id as other_mention_id,
        m.document_id, n.document_id as other_document_id
    from mart.unit_year as y
    join core.indicators as i on i.indicator_code = y.indicator_code
    join core.mentions as m on m.mention_id = y.mention_id
    join core.mentions as n on n.mention_id = y.previous_mention_id
    where abs(y.change_rate) > 0.3
        -- Figures of different things differ without anything having changed.
        and coalesce(y.likeness >= 0.3, true)
        -- A small base makes any change look large.
        and abs(y.previous_value) >= if(y.unit = '元', 10000, 10)
),

kinship as (
    select
        if(k.kinship = 'copy', 'duplicate', 'reused_text') as kind,
        if(k.kinship = 'copy', 'low', 'medium') as severity,
        r.unit_id, null::text as indicator_code, r.year_end as year,
        if(k.kinship = 'copy',
            format('“{}”第{}篇与“{}”第{}篇重合{:.0f}%，按重复材料处理，不计入数据', r.source_name, r.report_no, o.source_name, o.report_no, k.containment * 100),
            format('“{}”第{}篇有{:.0f}%的文字与“{}”第{}篇相同', r.source_name, r.report_no, k.containment * 100, o.source_name, o.report_no)
        ) as message,
        null::text as mention_id, null::text as other_mention_id, r.document_id, o.document_id as other_document_id
    from core.report_kinship as k
    join core.reports as r on r.report_id = k.report_id
    join core.reports as o on o.report_id = k.other_report_id
),

copied_within as (
    select
        'duplicate' as kind, 'low' as severity, unit_id, null::text as indicator_code, year_end as year,
        format('“{}”第{}篇与同一文件第{}篇基本相同，按重复材料处理，不计入数据', source_name, report_no, duplicate_of) as message,
        null::text as mention_id, null::text as other_mention_id, document_id, document_id as other_document_id
    from core.reports
    where duplicate_of is not null
),

missing_report as (
    select
        'missing_report' as kind, 'medium' as severity, y.unit_id, null::text as indicator_code, y.year,
        y.year || '年没有收到材料' as message,
        null::text as mention_id, null::text as other_mention_id, null::text as document_id, null::text as other_document_id
    from mart.unit_years as y
    join mart.units as u using (unit_id)
    where not y.reported and y.year > u.first_year and u.is_named
),

rate_above_100 as (
    select
        'rate_above_100' as kind, 'high' as severity, f.unit_id, f.indicator_code,
        if(f.period_start = f.period_end, f.period_end, null) as year,
        i.name_zh || '写作“' || f.quote || '”，超过100%' as message,
        f.mention_id, null::text as other_mention_id, f.document_id, null::text as other_document_id
    from core.facts as f
    join core.indicators as i using (indicator_code)
    -- A growth may pass 100 %, a share may not.
    where f.unit = '%' and f.value > 100 and i.measure = 'rate' and i.name_zh not like '%增长%'
),

undated as (
    select
        'undated' as kind, 'low' as severity, r.unit_id, null::text as indicator_code, null::bigint as year,
        format('“{}”第{}篇看不出年度，{}个数值不能计入任何一年', any_value(r.source_name), any_value(r.report_no), count(*)) as message,
        any_value(f.mention_id order by f.char_start) as mention_id, null::text as other_mention_id,
        any_value(r.document_id) as document_id, null::text as other_document_id
    from core.facts as f
    join core.reports as r using (report_id)
    where f.period_start is null
    group by r.report_id, r.unit_id
),

unnamed_unit as (
    select
        'unnamed_unit' as kind, 'medium' as severity, unit_id, null::text as indicator_code, year_end as year,
        format('“{}”第{}篇没有写明单位名称', source_name, report_no) as message,
        null::text as mention_id, null::text as other_mention_id, document_id, null::text as other_document_id
    from core.reports
    where not is_named
),

stacked as (
    select * from conflicting
    union all by name select * from placeholder
    union all by name select * from large_change
    union all by name select * from kinship
    union all by name select * from copied_within
    union all by name select * from missing_report
    union all by name select * from rate_above_100
    union all by name select * from undated
    union all by name select * from unnamed_unit
),

named as (
    select
        f.kind, f.severity, f.unit_id, u.unit_name, f.indicator_code, f.year, f.message, f.mention_id,
        f.other_mention_id, f.document_id, f.other_document_id
    from stacked as f
    join core.units as u using (unit_id)
)

select * from named
order by list_position(['high', 'medium', 'low'], severity), kind, unit_name, year, mention_id, message
