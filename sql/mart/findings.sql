-- grain: one row a thing that a person should look at
with conflicting as (
    select
        'conflicting' as kind, 'high' as severity, c.unit_id, c.indicator_code, c.period_end as year,
        format('{}{}前后矛盾：一处写“{}”，一处写“{}”',
            if(c.period_start = c.period_end, c.period_end || '年', c.period_start || '—' || c.period_end || '年'), i.name_zh,
            l.quote, h.quote) as message,
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

-- What a unit says of two years is worth a look when the figures are large enough, of the same thing, and differ both in sum
-- and in the sentences that a click opens: a sum may grow only because more of its parts were told.
compared as (
    select
        y.*,
        i.name_zh,
        i.theme,
        m.document_id,
        n.document_id as other_document_id,
        y.unit = '%' as is_rate,
        len(list_intersect(s.pairs, t.pairs)) / len(list_distinct(s.pairs || t.pairs)) as alike,
        coalesce(m.value, y.value) as own_value,
        coalesce(n.value, y.previous_value) as own_previous_value
    from mart.unit_year as y
    join core.indicators as i on i.indicator_code = y.indicator_code
    join core.mentions as m on m.mention_id = y.mention_id
    join core.mentions as n on n.mention_id = y.previous_mention_id
    left join core.subjects as s on s.subject = y.subject
    left join core.subjects as t on t.subject = y.previous_subject
    where y.change_rate is not null
        -- A small base makes any change look large.
        and abs(y.previous_value) >= if(y.unit = '元', 10000, 10)
),

changed as (
    select *
    from compared
    where if(
            is_rate,
            -- Rates differ by points, not by their own share.
            least(abs(change), abs(own_value - own_previous_value)) >= 10,
            greatest(value, previous_value) >= 1.5 * least(value, previous_value)
            and greatest(own_value, own_previous_value) >= 1.5 * least(own_value, own_previous_value)
        )
        -- The same head noun (职工捐款, 向灾区捐款) or much the same words; 业务 holds a thing of its own for each phrase.
        and if(
            theme = 'business',
            coalesce(alike >= 0.6, false),
            coalesce(alike >= 0.3, true)
            or right(subject, 2) = right(previous_subject, 2)
            and right(subject, 2) not in ('面积', '长度', '资金', '金额', '总额', '总量', '总数', '数量', '人数')
        )
),

large_change as (
    select
        'large_change' as kind, 'medium' as severity, c.unit_id, c.indicator_code, c.year,
        format('{}比上年{}{}，由{}{}到{}', c.name_zh,
            if(c.is_rate, if(c.change > 0, '提高', '降低'), if(c.change > 0, '增加', '减少')),
            case
                when c.is_rate then regexp_replace(format('{:.1f}', abs(c.change)), '\.0$', '') || '个百分点'
                when abs(c.change_rate) >= 0.9995 then format('{:,.0f}%', abs(c.change_rate) * 100)
                else format('{:.1f}%', abs(c.change_rate) * 100)
            end,
            before.text, if(c.is_rate, '变', if(c.change > 0, '增', '减')), now.text) as message,
        c.mention_id, c.previous_mention_id as other_mention_id, c.document_id, c.other_document_id
    from changed as c
    join mart.figures as now on now.value = c.value and now.unit = c.unit
    join mart.figures as before on before.value = c.previous_value and before.unit = c.unit
),

rate_mismatch as (
    select
        'rate_mismatch' as kind, 'high' as severity, r.unit_id, i.indicator_code,
        if(r.period_start = r.period_end, r.period_end, null) as year,
        format('占比与原数不符：{}中的{}写作占“{}”，按这两个数计算为{:.1f}%', r.whole_quote, r.part_quote, r.quote, r.computed) as message,
        r.mention_id, r.whole_id as other_mention_id, r.document_id, r.document_id as other_document_id
    from mart.rate_mismatches as r
    left join core.indicators as i using (indicator_code)
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
    union all by name select * from rate_mismatch
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
